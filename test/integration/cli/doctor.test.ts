import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../../../server/embedded/free-port.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { askSupportDoor } from '../../support/support-door.ts';
import { openTestCli, type TestCli } from './cli-kit.ts';

let cli: TestCli;
let ports: Record<string, string>;

beforeAll(async () => {
  cli = await openTestCli();
  ports = { WEB_PORT: String(await freePort()), SMTP_DOOR_PORT: String(await freePort()) };
  await cli.run(['seed']);
}, 120_000);
afterAll(() => cli.close());

const doctor = (settings: Record<string, string | undefined> = {}) => cli.run(['doctor'], { settings: { ...ports, ...settings } });
const linesOf = (out: string, level: string) => out.split('\n').filter((line) => line.startsWith(level));

test('on a sound installation every line is ok and the exit code is 0', async () => {
  const { code, out } = await doctor({ TEMPORAL_ADDRESS: (await askSupportDoor<{ address: string }>('/temporal')).address });
  expect(linesOf(out, 'fail')).toEqual([]);
  expect(linesOf(out, 'warn')).toEqual([]);
  expect(code).toBe(0);
  for (const subject of [
    'settings',
    'Node',
    'data folder',
    'key file',
    'database',
    'migrations',
    'Temporal',
    'port',
    'isolation',
    'storage',
    'stored secrets',
    'companies',
  ])
    expect(out).toContain(`ok    ${subject}: `);
  expect(out).toMatch(/ok {4}Temporal: search attributes TenantId/);
}, 120_000);

test('wrong settings are named with their meaning and never their value', async () => {
  const { code, out } = await doctor({ DATABASE_POOL: 'plenty-of-them' });
  expect(code).toBe(1);
  expect(linesOf(out, 'fail')[0]).toContain('DATABASE_POOL (connections of the application role per process)');
  expect(out).not.toContain('plenty-of-them');
});

test('a table whose policy is gone fails, and so does a login that may see everything', async () => {
  await withClient(cli.fresh.ownerUrl, (client) => client.query('alter table customers disable row level security'));
  const broken = await doctor();
  await withClient(cli.fresh.ownerUrl, (client) => client.query('alter table customers enable row level security'));
  expect(broken).toMatchObject({
    code: 1,
    out: expect.stringMatching(/fail {2}isolation: .*\n.*table customers has row security switched off/),
  });
  const owner = await doctor({ DATABASE_URL: cli.fresh.ownerUrl });
  expect(linesOf(owner.out, 'fail').join('\n')).toMatch(/database: signed in as deskhand_owner/);
  expect((await doctor()).code).toBe(0);
});

test('a key file that others can read, and secrets that no key opens, fail with what to do', async () => {
  await cli.run(['mailboxes', 'add', 'x@x.example', '--smtp-host', 'h.example', '--tenant', 'northwind'], { stdin: 'doctor-pass-1\n' });
  const keys = join(cli.folder, 'data', 'keys.json');
  await chmod(keys, 0o644);
  expect((await doctor()).out).toMatch(/fail {2}key file: .*can be read by others\n {6}→ Run: chmod 600 /);
  await chmod(keys, 0o600);
  const lost = join(cli.folder, 'lost');
  await mkdir(lost);
  const { out } = await doctor({ DESKHAND_KEY_FILE: join(lost, 'keys.json') });
  expect(out).toMatch(/fail {2}stored secrets: the SMTP password of x@x.example does not open\n {6}→ .*--ask-smtp-password/);
});

test('a port that another program has fails with the setting to change', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(Number(ports.WEB_PORT), '127.0.0.1', () => resolve()));
  const { out } = await doctor();
  await new Promise((resolve) => other.close(resolve));
  expect(out).toMatch(/fail {2}port: 127\.0\.0\.1:\d+ is taken by another program\n {6}→ .*WEB_PORT/);
});

test('servers that are away fail one by one and the rest is checked all the same', async () => {
  const { code, out } = await doctor({ TEMPORAL_ADDRESS: '127.0.0.1:1', DATABASE_URL: 'postgresql://deskhand_app@127.0.0.1:1/none' });
  expect(code).toBe(1);
  expect(out).toMatch(/fail {2}database: cannot be used\n {6}→ Nothing answers at 127\.0\.0\.1:1/);
  expect(out).toMatch(/fail {2}Temporal: 127\.0\.0\.1:1 does not answer/);
  expect(out).toContain('ok    port: ');
}, 60_000);

test('a data folder that cannot be made, and blobs that cannot be written, fail', async () => {
  const file = join(cli.folder, 'in-the-way');
  await writeFile(file, '');
  const { out } = await doctor({ DESKHAND_DATA: join(file, 'data') });
  expect(out).toMatch(/fail {2}data folder: .*cannot be written/);
});

test('risky combinations of settings are warned about', async () => {
  const { out } = await doctor({ WEB_HOST: '0.0.0.0', TEMPORAL_API_KEY: 'tk-123456789', DATABASE_POOL: '200' });
  const warned = linesOf(out, 'warn').join('\n');
  expect(warned).toMatch(/WEB_HOST is open/);
  expect(warned).toMatch(/TEMPORAL_API_KEY is set and TEMPORAL_TLS is not/);
  expect(warned).toMatch(/100 connections, 200 for each process/);
  expect(out).not.toContain('tk-123456789');
});

test('missing migrations are counted', async () => {
  await withClient(cli.fresh.ownerUrl, (client) => client.query("delete from deskhand_migrations where name like '001%'"));
  const { code, out } = await doctor();
  expect({ code, out }).toEqual({
    code: 1,
    out: expect.stringMatching(/fail {2}migrations: 1 of \d+ are missing\n {6}→ Run `deskhand migrate`/),
  });
});
