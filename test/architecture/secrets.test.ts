import { describe, expect, test } from '@jest/globals';
import { allFiles, readText } from './source-tree.ts';

// Written in two parts where the pattern would otherwise find itself.
const patterns: { name: string; pattern: RegExp; crime: string; except?: RegExp }[] = [
  { name: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, crime: `-----BEGIN ${'RSA'} PRIVATE KEY-----` },
  { name: 'an AWS key id', pattern: /\b(AKIA|ASIA)[0-9A-Z]{16}\b/, crime: `AKI${'A'}${'Z'.repeat(16)}` },
  { name: 'a Slack token', pattern: /\bxox[abeoprs]-[0-9A-Za-z-]{10,}/, crime: `xox${'b'}-123456789012-abc` },
  { name: 'a GitHub token', pattern: /\b(gh[oprsu]_[0-9A-Za-z]{30,}|github_pat_\w{30,})/, crime: `gh${'p'}_${'a'.repeat(36)}` },
  { name: 'a model provider’s key', pattern: /\bsk-(proj-|ant-)?[0-9A-Za-z_-]{24,}/, crime: `s${'k'}-${'a'.repeat(40)}` },
  {
    name: 'a signed token',
    pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
    crime: `ey${'J'}hbGciOiJIUzI1.ey${'J'}zdWIiOiIxMjM0.abcdefghijkl`,
  },
  {
    name: 'a password in an address',
    pattern: /\b[a-z][a-z0-9+]*:\/\/[^\s:/@'"`<>${}]+:[^\s/@'"`<>${}…]+@/,
    crime: `postgres://app:${'hunter'}2@db/x`,
    except: /^test\//,
  },
  {
    name: 'a password in the source',
    pattern: /\b(password|passwd|secret|api_?key)['"]?\s*(?:=|:(?!'))\s*(['"])(?!\$\{)[^'"\s]{6,}\2/i,
    crime: `const login = { password: '${'hunter'}22' }`,
    except: /^(test|bench)\//,
  },
  { name: 'a path of one machine', pattern: /(^|[\s'"`(=:])\/(work|root|home\/[a-z]+|Users\/\w+)\//m, crime: `cd /${'root'}/deskhand` },
  {
    name: 'a package registry’s address',
    pattern: /registry\.(npmjs|yarnpkg)\.|proxy\.golang\.org|repo1?\.maven\.org/,
    crime: `https://registry.${'npm'}js.org/zod`,
  },
];

// Checksums and recorded archives hold no prose, and their random letters only look like secrets.
const isText = (path: string): boolean => !/\.(png|ico|gz|zip|pdf|woff2?|sum)$/.test(path);

describe.each(patterns)('$name', ({ pattern, crime, except }) => {
  test('is found in no file of the repository', () => {
    const watched = allFiles().filter((path) => isText(path) && except?.test(path) !== true);
    expect(watched.length).toBeGreaterThan(20);
    expect(watched.filter((path) => pattern.test(readText(path)))).toEqual([]);
  });

  test('would be found if it were there', () => {
    expect(crime).toMatch(pattern);
    expect('The password is asked for: const password = readPassword(); DATABASE_URL=postgres://…@host/db').not.toMatch(pattern);
  });
});

test('no key file, database or environment file lies in the repository', () => {
  const forbidden = /(^|\/)(\.env(\..*)?|keys\.json|id_(rsa|ed25519)|.*\.(pem|key|p12|pfx|sqlite|db))$/;
  expect(allFiles().filter((path) => forbidden.test(path) && !path.endsWith('.env.example'))).toEqual([]);
  expect('server/keys.json').toMatch(forbidden);
});
