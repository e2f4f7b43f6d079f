import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findPostgresBinaries } from '../../../server/embedded/postgres-binaries.ts';
import { type ServerAccount, serverAccount } from '../../../server/embedded/server-account.ts';
import { silent, testFolder } from './test-folder.ts';

const run = promisify(execFile);
let folder: Awaited<ReturnType<typeof testFolder>>;
let account: ServerAccount | undefined;
let original: string;

beforeAll(async () => {
  folder = await testFolder();
  account = await serverAccount();
  original = dirname(dirname((await findPostgresBinaries({ account: undefined, log: silent })).initdb));
});
afterAll(() => folder.remove());

/** The installed package without the links that its install script makes. */
async function packageWithoutLinks(name: string): Promise<string> {
  const copy = join(folder.path, name, 'package');
  await mkdir(dirname(copy), { recursive: true });
  await cp(dirname(original), copy, { recursive: true, verbatimSymlinks: true });
  for (const link of await links(copy)) await rm(join(copy, link));
  return copy;
}

async function links(packageFolder: string): Promise<string[]> {
  const list = JSON.parse(await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  return list.map((link) => link.target);
}

test('links that a blocked install script did not make are repaired where the package is', async () => {
  const copy = await packageWithoutLinks('open');
  await expect(run(join(copy, 'native', 'bin', 'postgres'), ['--version'])).rejects.toThrow(/libicu/);
  const found = await findPostgresBinaries({ account, log: silent, packageFolder: copy, copyFolders: [] });
  expect(found.postgres).toBe(join(copy, 'native', 'bin', 'postgres'));
  for (const link of await links(copy)) expect((await lstat(join(copy, link))).isSymbolicLink()).toBe(true);
  expect((await run(found.initdb, ['--version'], { ...account })).stdout).toMatch(/^initdb \(PostgreSQL\) 18/);
});

test('programs below a closed folder are copied once to a folder the account can reach; without another account they run in place', async () => {
  const copy = await packageWithoutLinks('closed');
  await chmod(dirname(copy), 0o700);
  const cache = join(folder.path, 'cache');
  const lines: string[] = [];
  const options = { account, log: silent, packageFolder: copy, copyFolders: [cache], progress: (line: string) => lines.push(line) };
  const first = await findPostgresBinaries(options);
  const again = await findPostgresBinaries(options);
  expect(first.postgres.startsWith(account === undefined ? copy : cache)).toBe(true);
  expect(again).toEqual(first);
  expect(lines.length).toBe(account === undefined ? 0 : 1);
  expect((await run(first.postgres, ['--version'], { ...account })).stdout).toMatch(/PostgreSQL\) 18/);
});

test('programs that cannot run anywhere are refused with what to do', async () => {
  const broken = await packageWithoutLinks('broken');
  await rm(join(broken, 'native', 'lib'), { recursive: true });
  const refused = findPostgresBinaries({ account, log: silent, packageFolder: broken, copyFolders: [join(folder.path, 'elsewhere')] });
  await expect(refused).rejects.toMatchObject({ code: 'not_configured', userMessage: expect.stringContaining('DATABASE_URL') });
});
