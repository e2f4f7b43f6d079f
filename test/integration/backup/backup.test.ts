import { appendFile, cp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseEnv } from '../../../config/env.ts';
import { addContact } from '../../../domain/customers/add-contact.ts';
import { addCustomer } from '../../../domain/customers/add-customer.ts';
import { migrate, migrationState } from '../../../domain/database/migrate.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { backupPaths, type Manifest } from '../../../server/backup/backup.types.ts';
import { dumpDatabase } from '../../../server/backup/dump-database.ts';
import { loadDatabase } from '../../../server/backup/load-database.ts';
import { readLines } from '../../../server/backup/read-lines.ts';
import { restoreBackup } from '../../../server/backup/restore-backup.ts';
import { settleRestored } from '../../../server/backup/settle-restored.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { keyFileOf, wireCore } from '../../../server/wire.ts';
import { silent, system } from '../../support/desk.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import { type Living, mailboxPassword, oddText, openLiving } from './backup-kit.ts';

let living: Living;
let good: string;
let manifest: Manifest;
const databases: FreshDatabase[] = [];

beforeAll(async () => {
  living = await openLiving();
  good = join(living.folder, 'good');
  manifest = await living.back(good);
}, 120_000);
afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()));
  await living.close();
});

/** A place to restore into: an empty database and a data folder that is not there yet. */
async function place(options: { migrated?: boolean } = { migrated: false }) {
  const fresh = await freshDatabase(options);
  databases.push(fresh);
  const env = parseEnv({
    DATABASE_URL: fresh.appUrl,
    DATABASE_OWNER_URL: fresh.ownerUrl,
    DESKHAND_DATA: join(living.folder, `to-${fresh.name}`),
  });
  const restore = (folder: string) => restoreBackup({ env, folder, keyFile: keyFileOf(env), log: silent, progress: () => undefined });
  return { fresh, env, restore };
}

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

async function dumpOf(ownerUrl: string): Promise<string[]> {
  const lines: string[] = [];
  await dumpDatabase(ownerUrl, async (line) => void lines.push(line.trimEnd()));
  return lines;
}

async function copyOf(name: string): Promise<string> {
  const copy = join(living.folder, name);
  await cp(good, copy, { recursive: true });
  return copy;
}

test('a backup says what it holds, and only its owner can read it', async () => {
  expect(manifest).toMatchObject({ tenants: 2, temporal: 'none', blobs: { count: 1, bytes: 300_000, missing: [] } });
  expect(manifest.rows).toMatchObject({ tickets: 11, tenants: 2, attachments: 1, mailboxes: 4 });
  expect((await stat(good)).mode & 0o777).toBe(0o700);
  for (const path of [backupPaths.keys, backupPaths.database, backupPaths.manifest])
    expect((await stat(join(good, path))).mode & 0o077).toBe(0);
  expect(JSON.stringify(manifest)).not.toContain('jane@acme.example');
  expect((await readdir(living.folder)).filter((name) => name.includes('partial'))).toEqual([]);
});

test('a restored database dumps to the very same lines: no value is changed, in any table, of any tenant', async () => {
  const { fresh, restore } = await place();
  await restore(good);
  const restored = await dumpOf(fresh.ownerUrl);
  expect(restored).toEqual(await collect(readLines(join(good, backupPaths.database))));
  expect(restored.join('\n')).toContain('04:05:06.123456+00');
  expect(restored.some((line) => line.includes('\u2028'))).toBe(true);
});

test('after a restore tenants are kept apart, and tickets, files and passwords can be read', async () => {
  const { fresh, env, restore } = await place();
  await restore(good);
  const core = await wireCore(env, silent, { appUrl: fresh.appUrl, pool: 3, contextName: fresh.name });
  try {
    const messages = await core.withTenant(living.desk.one.id, system, (uow) =>
      sqlRows<{ text: string }>(uow, 'select text from ticket_messages order by text'),
    );
    expect(messages.map((message) => message.text)).toContain(`0 ${oddText}`);
    expect(messages).toHaveLength(7);
    expect((await core.blobs.read(living.attachment.blobKey)).equals(living.attachment.content)).toBe(true);
    const [box] = await core.withTenant(living.desk.two.id, system, (uow) =>
      sqlRows<{ id: string; smtp_secret: string }>(uow, 'select id, smtp_secret from mailboxes where smtp_secret is not null'),
    );
    expect(core.keyRing.unseal(box?.smtp_secret ?? '', `mailbox:${box?.id}:smtp`)).toBe(mailboxPassword);
    expect((await stat(keyFileOf(env))).mode & 0o777).toBe(0o600);
  } finally {
    await core.close();
  }
});

test('settling makes waiting mails uncertain, ends all access and wakes the open tickets, each once', async () => {
  const { fresh, env, restore } = await place();
  await restore(good);
  const core = await wireCore(env, silent, { appUrl: fresh.appUrl, pool: 3, contextName: fresh.name });
  try {
    const rowsOf = <Row extends object>(sql: string) => core.withTenant(living.desk.one.id, system, (uow) => sqlRows<Row>(uow, sql));
    await core.withTenant(living.desk.one.id, system, async (uow) => {
      await sqlRun(uow, 'delete from ticket_wakeups');
      await sqlRun(uow, "update tickets set status = 'closed' where number like '%2'");
    });
    const waiting = (await rowsOf("select 1 from deliveries where state = 'queued'")).length;
    expect(waiting).toBeGreaterThan(0);
    expect(await settleRestored(core, { backupOf: manifest.createdAt, sendWaiting: true })).toMatchObject({ held: 0 });
    expect(await rowsOf("select 1 from deliveries where state = 'queued'")).toHaveLength(waiting);
    const settled = await settleRestored(core, { backupOf: manifest.createdAt, sendWaiting: false });
    expect(settled.held).toBeGreaterThanOrEqual(waiting);
    expect(await rowsOf('select distinct state, last_result from deliveries')).toEqual([
      { state: 'uncertain', last_result: 'Restored from the backup of 2026-11-21T10:00:00.000Z: it may have been sent since.' },
    ]);
    expect(await rowsOf("select 1 from ticket_events where type = 'delivery_settled'")).toHaveLength(waiting);
    expect(await rowsOf('select 1 from sign_in_links where used_at is null')).toEqual([]);
    const woken = await rowsOf('select t.status from ticket_wakeups w join tickets t on t.id = w.ticket_id');
    expect(woken).toEqual(Array.from({ length: 5 }, () => ({ status: 'open' })));
    expect(await settleRestored(core, { backupOf: manifest.createdAt, sendWaiting: false })).toMatchObject({ held: 0 });
  } finally {
    await core.close();
  }
});

test('a backup made while tenants write holds one moment: whatever was written together is there together', async () => {
  const { desk } = living;
  let isOver = false;
  const write = async (tenant: typeof desk.one): Promise<number> => {
    for (let n = 0; ; n += 1) {
      if (isOver) return n;
      await desk.withTenant(tenant.id, system, async (uow) => {
        const { id } = await addCustomer(uow, { name: `Pair ${n}` });
        await addContact(uow, { name: `Pair ${n}`, customerId: id, addresses: [] });
      });
    }
  };
  const writers = [write(desk.one), write(desk.two)];
  const folder = join(living.folder, 'under-load');
  await living.back(folder);
  isOver = true;
  expect(Math.min(...(await Promise.all(writers)))).toBeGreaterThan(1);
  const { fresh, restore } = await place();
  await restore(folder);
  const lines = (await dumpOf(fresh.ownerUrl)).map((line) => JSON.parse(line) as string[] | { table: string; tenant: string });
  const pairs = new Map<string, number>();
  let section = '';
  for (const line of lines) {
    if (!Array.isArray(line)) section = `${line.tenant} ${line.table}`;
    else if (/ (customers|contacts)$/.test(section) && line.some((value) => value?.startsWith('Pair ')))
      pairs.set(section, (pairs.get(section) ?? 0) + 1);
  }
  for (const { id } of [desk.one, desk.two]) expect(pairs.get(`${id} customers`)).toBe(pairs.get(`${id} contacts`));
}, 60_000);

test('a stored file that is gone is reported and does not stop the backup', async () => {
  const key = `${living.desk.one.id}/ab/${'ab'.repeat(32)}`;
  await living.desk.withTenant(living.desk.one.id, system, (uow) => sqlRun(uow, 'update attachments set blob_key = ?', [key]));
  const { blobs } = await living.back(join(living.folder, 'gap'));
  await living.desk.withTenant(living.desk.one.id, system, (uow) =>
    sqlRun(uow, 'update attachments set blob_key = ?', [living.attachment.blobKey]),
  );
  expect(blobs).toEqual({ count: 0, bytes: 0, missing: [key] });
});

test('a stored file whose content changed is not taken for the one its name says', async () => {
  const file = join(living.env.DESKHAND_DATA, 'blobs', living.attachment.blobKey);
  await flip(file);
  const { blobs } = await living.back(join(living.folder, 'rotten'));
  await flip(file);
  expect(blobs).toEqual({ count: 0, bytes: 0, missing: [living.attachment.blobKey] });
  expect((await living.back(join(living.folder, 'sound'))).blobs.count).toBe(1);
});

test('a login that sees all tenants at once dumps the same lines, each row once', async () => {
  expect(await dumpOf(living.desk.fresh.superuserUrl)).toEqual(await dumpOf(living.desk.fresh.ownerUrl));
});

test('how a server likes to write dates, bytes and intervals changes nothing in a backup', async () => {
  const { ownerUrl, superuserUrl, name } = living.desk.fresh;
  const usual = await dumpOf(ownerUrl);
  const habits = { timezone: 'Asia/Kathmandu', datestyle: 'SQL, DMY', bytea_output: 'escape' };
  await withClient(superuserUrl, async (client) => {
    for (const [setting, value] of Object.entries(habits)) await client.query(`alter database ${name} set ${setting} = '${value}'`);
  });
  expect(await dumpOf(ownerUrl)).toEqual(usual);
  await withClient(superuserUrl, (client) => client.query(`alter database ${name} reset all`));
});

test('a backup is not written over anything', async () => {
  await expect(living.back(good)).rejects.toMatchObject({ code: 'conflict' });
  expect((await readdir(good)).length).toBeGreaterThan(3);
});

const flip = async (file: string): Promise<void> => {
  const bytes = await readFile(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  await writeFile(file, bytes);
};
const blobFile = (folder: string) => join(folder, backupPaths.blobs, living.attachment.blobKey);

test.each([
  ['a changed database', (folder: string) => flip(join(folder, backupPaths.database))],
  ['a changed key file', (folder: string) => flip(join(folder, backupPaths.keys))],
  ['a key file that is gone', (folder: string) => rm(join(folder, backupPaths.keys))],
  ['a list of files that grew', (folder: string) => appendFile(join(folder, backupPaths.blobList), 'x')],
  ['a stored file that is gone', (folder: string) => rm(blobFile(folder))],
  ['a stored file that is shorter', (folder: string) => truncate(blobFile(folder), 7)],
  ['a stored file of other content', (folder: string) => flip(blobFile(folder))],
  ['a manifest that is gone', (folder: string) => rm(join(folder, backupPaths.manifest))],
  ['a manifest cut short', (folder: string) => truncate(join(folder, backupPaths.manifest), 100)],
])('%s is noticed, and nothing is left behind', async (what, damage) => {
  const copy = await copyOf(what.replaceAll(' ', '-'));
  await damage(copy);
  const { env, restore } = await place();
  await expect(restore(copy)).rejects.toMatchObject({
    code: 'invalid_input',
    userMessage: expect.stringMatching(/^Nothing was restored: /),
  });
  expect(await readdir(env.DESKHAND_DATA).catch(() => [])).toEqual([]);
});

test('a restore never goes over what is there: a data folder, a key file, or a database with a company', async () => {
  const full = await place();
  await cp(good, full.env.DESKHAND_DATA, { recursive: true });
  await expect(full.restore(good)).rejects.toMatchObject({ code: 'conflict', userMessage: expect.stringContaining('data folder') });
  expect((await readdir(full.env.DESKHAND_DATA)).length).toBeGreaterThan(3);
  const { env } = await place();
  const into = { ...env, DATABASE_URL: living.desk.fresh.appUrl, DATABASE_OWNER_URL: living.desk.fresh.ownerUrl };
  const restore = restoreBackup({ env: into, folder: good, keyFile: keyFileOf(into), log: silent, progress: () => undefined });
  await expect(restore).rejects.toMatchObject({ code: 'conflict', userMessage: expect.stringContaining('the database is not empty') });
  const keyed = await place();
  const keyFile = join(living.folder, 'elsewhere.json');
  await writeFile(keyFile, '{}');
  const other = restoreBackup({ env: keyed.env, folder: good, keyFile, log: silent, progress: () => undefined });
  await expect(other).rejects.toMatchObject({ code: 'conflict', userMessage: expect.stringContaining('elsewhere.json') });
  expect(await readFile(keyFile, 'utf8')).toBe('{}');
});

test('a backup of a newer version is refused, and so is a database that is further than the backup', async () => {
  const edit = async (folder: string, migrations: string[]) =>
    writeFile(join(folder, backupPaths.manifest), JSON.stringify({ ...manifest, migrations }));
  const newer = await copyOf('newer');
  await edit(newer, [...manifest.migrations, '999-from-the-future']);
  const refusal = (await place()).restore(newer);
  await expect(refusal).rejects.toMatchObject({ code: 'conflict', userMessage: expect.stringContaining('older version') });
  const older = await copyOf('older');
  await edit(older, manifest.migrations.slice(0, 2));
  const further = (await place({ migrated: true })).restore(older);
  await expect(further).rejects.toMatchObject({ code: 'conflict', userMessage: expect.stringContaining('further than the backup') });
});

test('a backup of an older version goes into the tables it was made from, which are then brought up to date', async () => {
  const old = await freshDatabase({ migrated: false });
  databases.push(old);
  const first = manifest.migrations.slice(0, 2);
  await migrate(old.ownerUrl, first);
  await withClient(old.ownerUrl, async (client) => {
    await client.query("begin; select set_config('app.tenant_id', '01900000-0000-7000-8000-000000000001', true)");
    await client.query(
      "insert into tenants (id, name, slug, time_zone, language, created_at) values ('01900000-0000-7000-8000-000000000001', 'Old', 'old', 'UTC', 'en', now())",
    );
    await client.query('commit');
  });
  const folder = join(living.folder, 'old-version');
  const made = await living.back(folder, old.ownerUrl);
  expect(made).toMatchObject({ migrations: first, tenants: 1 });
  const { fresh, restore } = await place();
  await restore(folder);
  expect((await migrationState(fresh.ownerUrl)).pending).toEqual([]);
  expect((await dumpOf(fresh.ownerUrl)).filter((line) => line.includes('"Old"'))).toHaveLength(1);
});

test('a dump whose rows claim another tenant, or point to nothing, is not loaded at all', async () => {
  const lines = await collect(readLines(join(good, backupPaths.database)));
  const [one, two] = [living.desk.one.id, living.desk.two.id];
  const isOf = (line: string, table: string) => line.startsWith(`{"table":"${table}","tenant":"${one}"`);
  const at = lines.findIndex((line) => isOf(line, 'customers'));
  const forged = lines.with(at + 1, (lines[at + 1] ?? '').replace(one, two));
  const cut = lines.findIndex((line) => isOf(line, 'mailboxes'));
  const dangling = lines.filter((_, index) => index !== cut + 1);
  for (const bad of [forged, dangling]) {
    const { fresh } = await place({ migrated: true });
    await expect(loadDatabase(fresh.ownerUrl, toAsync(bad))).rejects.toThrow(/row-level security|foreign key/);
    expect(await dumpOf(fresh.ownerUrl)).toEqual([]);
  }
});

async function* toAsync(lines: string[]): AsyncGenerator<string> {
  yield* lines;
}
