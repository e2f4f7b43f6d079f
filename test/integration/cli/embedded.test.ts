import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../server/embedded/postgres.ts';
import { findLivingPostgres } from '../../../server/embedded/postgres-process.ts';
import { resolveTemporalBinary } from '../../../server/embedded/temporal-binary.ts';
import { startTemporalServer, type TemporalServer } from '../../../server/embedded/temporal-server.ts';
import { silent } from '../../support/desk.ts';

let folder: string;
let data: string;
const open: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskhand-alone-'));
  await chmod(folder, 0o755);
  data = join(folder, 'data');
});
afterAll(async () => {
  await Promise.all(open.map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

const program = new URL('../../../server/cli.ts', import.meta.url).pathname;

/** Runs the program as a person would, in a process of its own and with nothing but a data folder. */
function deskhand(words: string[], dataFolder = data): Promise<{ code: number; out: string; err: string }> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, XDG_CACHE_HOME: process.env.XDG_CACHE_HOME, DESKHAND_DATA: dataFolder };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...words], { env, cwd: folder }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), out, err });
    });
  });
}

async function ok(words: string[], dataFolder = data): Promise<string> {
  const { code, out, err } = await deskhand(words, dataFolder);
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return out;
}

async function serve(): Promise<{ postgres: EmbeddedPostgres; temporal: TemporalServer }> {
  const postgres = await startEmbeddedPostgres({ dataFolder: data, log: silent });
  open.push(postgres);
  const { path: binary } = await resolveTemporalBinary({ log: silent });
  const temporal = await startTemporalServer({ binary, dataFolder: data, log: silent });
  open.push(temporal);
  return { postgres, temporal };
}

const livingPostgres = () => findLivingPostgres(join(data, 'postgres'));

test('on a bare folder a command starts the database, does its work and leaves nothing running; the demo is made once', async () => {
  expect(await ok(['seed'])).toContain('Created Kabelwerk Süd (kabelwerk), owner katrin@kabelwerk-sued.example');
  expect(livingPostgres()).toBeUndefined();
  expect(await ok(['seed'])).toContain('Nothing was done');
  expect(await ok(['tenants', 'list'])).toMatch(/northwind .*\nkabelwerk /);
}, 120_000);

test('beside a running Deskhand commands use its servers, tell its pumps, leave them running, and a backup taken then can be restored', async () => {
  const { postgres, temporal } = await serve();
  const client = new Client({ connection: await Connection.connect({ address: temporal.address }) });
  const waiting = { workflowId: 'waits', taskQueue: 'nobody', args: [] };
  await client.workflow.start('any', waiting);

  const mail = join(folder, 'a.eml');
  await writeFile(mail, 'From: anna@acme-logistics.example\r\nTo: support@northwind-cabling.example\r\nSubject: Hi\r\n\r\nHello\r\n');
  expect(await ok(['mail', 'deliver', mail])).toMatch(/stored in support@northwind-cabling.example as /);
  const pumps: string[] = [];
  for (let n = 0; pumps.length === 0 && n < 100; n += 1)
    for await (const { workflowId } of client.workflow.list({ query: 'WorkflowType = "pumpWorkflow"' })) pumps.push(workflowId);
  expect(pumps).toHaveLength(1);

  const { out: doctor } = await deskhand(['doctor']);
  expect(doctor).toMatch(/ok {4}database: PostgreSQL 18\S* \(embedded, used by a running Deskhand\)/);
  expect(doctor).toContain(`ok    Temporal: 1.29.1 at ${temporal.address}`);
  expect(doctor).toContain('fairness between companies is on');

  const copy = join(folder, 'copy');
  expect(await ok(['backup', copy])).toContain('2 companies');
  expect(livingPostgres()?.identity.pid).toBe(postgres.pid);
  await client.connection.close();

  const other = join(folder, 'restored');
  expect(await ok(['restore', copy], other)).toContain('Restored the backup');
  expect(existsSync(join(other, 'temporal', 'temporal.db'))).toBe(true);
  expect(await ok(['mailboxes', 'list', '--tenant', 'kabelwerk'], other)).toContain('angebote@kabelwerk-sued.example');
  const again = await startTemporalServer({ binary: (await resolveTemporalBinary({ log: silent })).path, dataFolder: other, log: silent });
  open.push(again);
  const restored = new Client({ connection: await Connection.connect({ address: again.address }) });
  expect((await restored.workflow.getHandle('waits').describe()).status.name).toBe('RUNNING');
  await restored.connection.close();
  expect(await deskhand(['restore', copy], other)).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') });
}, 180_000);
