import { describe, expect, test } from '@jest/globals';
import {
  inexactVersions,
  missingOptionals,
  parseLock,
  parseManifest,
  uncheckedEntries,
  undeclaredImports,
  unreviewedScripts,
  unusedPackages,
  usedOtherwise,
} from './package-facts.ts';
import { readText, repositoryTree, treeOf } from './source-tree.ts';

const manifest = parseManifest(readText('package.json'));
const lock = parseLock(readText('package-lock.json'));
const lockOf = (packages: object) => parseLock(JSON.stringify({ packages }));
const manifestOf = (fields: object) => parseManifest(JSON.stringify(fields));

describe('package.json', () => {
  test('names one exact version of every package', () => {
    expect(inexactVersions(manifest)).toEqual([]);
    expect(inexactVersions(manifestOf({ dependencies: { a: '^1.0.0', b: '1.0.0-beta.2', c: 'latest' }, overrides: { d: '1.x' } }))).toEqual(
      ['a ^1.0.0', 'c latest', 'd 1.x'],
    );
  });

  test('declares only packages that something uses', () => {
    expect(unusedPackages(manifest, repositoryTree())).toEqual([]);
    const wanted = manifestOf({
      dependencies: { zod: '1.0.0', left: '1.0.0' },
      devDependencies: { '@types/zod': '1.0.0', '@types/left': '1.0.0' },
    });
    expect(unusedPackages(wanted, treeOf({ 'domain/a.ts': "import { z } from 'zod/v4';" }))).toEqual(['left', '@types/left']);
  });

  test('explains no package that it does not declare', () => {
    const declared = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(Object.keys(usedOtherwise).filter((name) => !(name in declared))).toEqual([]);
  });

  test('declares everything that is imported, and for production what production imports', () => {
    expect(undeclaredImports(manifest, repositoryTree())).toEqual([]);
    const wanted = manifestOf({ devDependencies: { yaml: '1.0.0', '@types/pg': '1.0.0' } });
    const tree = treeOf({
      'server/a.ts': "import { parse } from 'yaml';\nimport type { Client } from 'pg';\nimport 'node:fs';",
      'test/a.test.ts': "import { parse } from 'yaml';\nexport const b = () => import('openai');",
    });
    expect(undeclaredImports(wanted, tree)).toEqual(['server/a.ts imports yaml', 'test/a.test.ts imports openai']);
  });

  test('says of every install script whether it may run', () => {
    expect(unreviewedScripts(manifest, lock)).toEqual([]);
    expect(unreviewedScripts(manifestOf({}), lockOf({ 'node_modules/a/node_modules/@b/c': { hasInstallScript: true } }))).toEqual(['@b/c']);
  });
});

describe('package-lock.json', () => {
  test('installs what package.json asks for', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    expect(lock.packages['']).toMatchObject({ dependencies, devDependencies, optionalDependencies });
  });

  test('has an entry for every optional package that it names, for every platform', () => {
    expect(missingOptionals(lock)).toEqual([]);
    const found = lockOf({
      'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0', 'a-mac': '1.0.0' } },
      'node_modules/a-linux': {},
      'node_modules/b/node_modules/c': { optionalDependencies: { 'a-linux': '1.0.0', d: '1.0.0' } },
      'node_modules/b/node_modules/d': {},
    });
    expect(missingOptionals(found)).toEqual(['node_modules/a wants a-mac']);
  });

  test('names no registry and carries a checksum for every package', () => {
    expect(uncheckedEntries(lock)).toEqual([]);
    const bad = lockOf({
      '': {},
      'node_modules/a': {},
      'node_modules/b': { integrity: 'sha512-b', resolved: 'https://registry.example/b.tgz' },
      'node_modules/c': { integrity: 'sha512-c' },
    });
    expect(uncheckedEntries(bad)).toEqual(['node_modules/a', 'node_modules/b']);
  });
});
