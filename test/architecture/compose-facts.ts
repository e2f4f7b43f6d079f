import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { z } from 'zod';

const serviceSchema = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  restart: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.unknown().optional(),
});
const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  volumes: z.record(z.string(), z.unknown()),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() })),
});

/** The parts of a compose file that the checks read. */
export type Compose = z.infer<typeof composeSchema>;

/** A compose file as plain data, `<<` merged the way Docker does. */
export const readYaml = (text: string): unknown => parse(text, { merge: true });
export const composeOf = (text: string): Compose => composeSchema.parse(readYaml(text));

/** A validator made from the compose specification's own JSON schema, as the `dclint` package ships it. */
export function specification(): ValidateFunction {
  const folder = dirname(createRequire(import.meta.url).resolve('dclint/package.json'));
  const text = readFileSync(join(folder, 'schemas', 'compose.schema.json'), 'utf8');
  // The schema writes the address of its draft with https, which ajv does not know as draft 7.
  const { $schema: _draft, ...schema } = JSON.parse(text) as Record<string, unknown>;
  return new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
}

/** Images whose tag is not a full version, and that are not built from this repository. */
export function unpinnedImages(compose: Compose): string[] {
  return Object.values(compose.services)
    .filter((service) => service.build === undefined && !/^[\w./-]+:v?\d+\.\d+(\.\d+)?(-[\w.]+)?$/.test(service.image))
    .map((service) => service.image);
}

/**
 * Settings that hold a secret, or an address with a login, without taking it from a variable that must be set. What one may do without is taken from a variable that
 * is empty by itself; a password is never that.
 */
export function openSecrets(compose: Compose): string[] {
  const optional = /^\$\{(?![A-Z_]*PASSWORD)[A-Z_]+:-\}$/;
  const required = /\$\{[A-Z_]+:\?[^}]+\}/;
  return Object.entries(compose.services).flatMap(([name, service]) =>
    Object.entries(service.environment)
      .filter(([key, value]) => /PASSWORD|PWD|SECRET|TOKEN|API_KEY|ACCESS_KEY|PASSPHRASE/.test(key) || /:[^/\s]*@|users=/.test(value))
      .filter(([, value]) => !optional.test(value) && (!required.test(value) || /PASSWORD[A-Z_]*:-/.test(value)))
      .map(([key]) => `${name}.${key}`),
  );
}

/** Published ports that are open to every network unless somebody says so. */
export function openPorts(compose: Compose): string[] {
  return Object.entries(compose.services).flatMap(([name, service]) =>
    service.ports.filter((port) => !/^(127\.0\.0\.1|\$\{[A-Z_]+:-127\.0\.0\.1\}):\d+:\d+$/.test(port)).map((port) => `${name} ${port}`),
  );
}

/** Volumes, networks and services that are named but not declared. */
export function undeclaredNames(compose: Compose): string[] {
  return Object.entries(compose.services).flatMap(([name, service]) => {
    const volumes = service.volumes
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((volume) => !volume.startsWith('.') && !(volume in compose.volumes));
    const networks = service.networks.filter((network) => !(network in compose.networks));
    const services = Object.keys(service.depends_on).filter((other) => !(other in compose.services));
    return [...volumes, ...networks, ...services].map((missing) => `${name} uses ${missing}`);
  });
}
