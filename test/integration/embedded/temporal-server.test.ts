import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { isGone } from '../../../server/embedded/child-server.ts';
import { freePort } from '../../../server/embedded/free-port.ts';
import { commandLine, identify, type ProcessIdentity } from '../../../server/embedded/process-identity.ts';
import { fairnessSettings } from '../../../server/embedded/temporal-arguments.rules.ts';
import { resolveTemporalBinary } from '../../../server/embedded/temporal-binary.ts';
import { startTemporalServer, type TemporalServer } from '../../../server/embedded/temporal-server.ts';
import { eventually } from '../../support/eventually.ts';
import { type HeldServer, holdServer } from './held-server.ts';
import { occupy, silent, testFolder } from './test-folder.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
let binary: string;
let data: string;

beforeAll(async () => {
  folder = await testFolder();
  data = join(folder.path, 'data');
  binary = (await resolveTemporalBinary({ log: silent })).path;
}, 60_000);
afterAll(() => folder.remove());

const started: TemporalServer[] = [];
const held: HeldServer<TemporalServer>[] = [];
afterEach(async () => {
  await Promise.all(held.splice(0).map((one) => one.kill()));
  await Promise.all(started.splice(0).map((one) => one.stop()));
});

async function start(options: Partial<Parameters<typeof startTemporalServer>[0]> = {}): Promise<TemporalServer> {
  const server = await startTemporalServer({ binary, dataFolder: data, log: silent, ...options });
  started.push(server);
  return server;
}

async function hold(): Promise<HeldServer<TemporalServer>> {
  const one = await holdServer<TemporalServer>('temporal', data, binary);
  held.push(one);
  return one;
}

function processOf(server: { pid: number }): ProcessIdentity {
  const identity = identify(server.pid);
  if (identity === undefined) throw new Error(`process ${server.pid} is not there`);
  return identity;
}

async function withTemporal<T>(server: { address: string }, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: server.address });
  try {
    return await work(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

/** How often the first task of a workflow was scheduled: once its start delay is over, without any worker. */
async function firstTasks(client: Client, workflowId: string): Promise<number> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  return (history.events ?? []).filter((event) => event.workflowTaskScheduledEventAttributes != null).length;
}

test('timers that were set before SIGKILL of Deskhand and server all fire once after the next start', async () => {
  const deskhand = await hold();
  const ids = Array.from({ length: 20 }, (_, index) => `sleeper-${index}`);
  await withTemporal(deskhand.server, (client) =>
    Promise.all(ids.map((workflowId) => client.workflow.start('sleeper', { workflowId, taskQueue: 'nobody', startDelay: '2 s' }))),
  );
  const server = processOf(deskhand.server);
  process.kill(deskhand.server.pid, 'SIGKILL');
  await deskhand.kill();
  expect(await isGone(server, 5_000)).toBe(true);
  const next = await start();
  expect(next).toMatchObject({ adopted: false, shared: false, address: deskhand.server.address });
  await withTemporal(next, async (client) => {
    const counts = () => Promise.all(ids.map((id) => firstTasks(client, id)));
    while ((await counts()).some((count) => count === 0)) await sleep(100);
    expect(await counts()).toEqual(ids.map(() => 1));
  });
});

test('after SIGKILL of Deskhand its server is adopted, and the adopter can stop it', async () => {
  const deskhand = await hold();
  await deskhand.kill();
  const adopter = await start();
  expect(adopter).toMatchObject({ adopted: true, shared: false, pid: deskhand.server.pid, address: deskhand.server.address });
  const server = processOf(adopter);
  await adopter.stop();
  expect(await isGone(server, 0)).toBe(true);
});

test('a server that was already being ended when Deskhand was killed is not adopted', async () => {
  const deskhand = await hold();
  const old = processOf(deskhand.server);
  await writeFile(join(data, 'temporal', 'stopping'), JSON.stringify(old));
  await deskhand.kill();
  const next = await start();
  expect(next.adopted).toBe(false);
  expect(await isGone(old, 0)).toBe(true);
});

test('when the Deskhand that started the server leaves, it serves the other on, and the last one ends it', async () => {
  const deskhand = await hold();
  const guest = await start();
  await deskhand.exitWithoutStop();
  const server = processOf(guest);
  await withTemporal(guest, (client) => client.workflow.count());
  await guest.stop();
  expect(await isGone(server, 0)).toBe(true);
});

test('a server that is stuck is ended and a new one started', async () => {
  const deskhand = await hold();
  const stuck = processOf(deskhand.server);
  await deskhand.kill();
  process.kill(stuck.pid, 'SIGSTOP');
  // Its threads stop one after the other, and until the last one has it may still answer.
  await eventually('it stands still', async () => / T /.test(await readFile(`/proc/${stuck.pid}/stat`, 'utf8')));
  const next = await start();
  expect(next.adopted).toBe(false);
  expect(await isGone(stuck, 0)).toBe(true);
}, 60_000);

test('a second Deskhand beside a living one shares its server and leaves it running', async () => {
  const deskhand = await hold();
  const guest = await start();
  expect(guest).toMatchObject({ adopted: true, shared: true, pid: deskhand.server.pid });
  await guest.stop();
  await withTemporal(deskhand.server, (client) => client.workflow.count());
});

test('Ctrl-C reaches Deskhand and not its server, which serves until Deskhand has drained', async () => {
  const deskhand = await hold();
  const server = processOf(deskhand.server);
  await deskhand.interrupt();
  expect(await isGone(server, 500)).toBe(false);
  expect(await start()).toMatchObject({ adopted: true, pid: server.pid });
});

test('an exit of Deskhand without stop ends the server', async () => {
  const deskhand = await hold();
  const server = processOf(deskhand.server);
  await deskhand.exitWithoutStop();
  expect(await isGone(server, 10_000)).toBe(true);
});

test('when its port was taken meanwhile the server moves to another', async () => {
  const before = await start();
  await before.stop();
  const squatter = await occupy(Number(before.address.split(':')[1]));
  const moved = await start();
  expect(moved.address).not.toBe(before.address);
  await withTemporal(moved, (client) => client.workflow.count());
  await squatter.release();
});

test('a database file that a killed first start left half made is replaced', async () => {
  const half = join(folder.path, 'half');
  await mkdir(join(half, 'temporal'), { recursive: true });
  await writeFile(join(half, 'temporal', 'temporal.db'), '');
  const server = await start({ dataFolder: half });
  await withTemporal(server, (client) => client.workflow.count());
});

test('workflows can be found by tenant in every namespace, and tasks are dealt fairly', async () => {
  await rm(join(data, 'temporal'), { recursive: true });
  const server = await start({ namespaces: ['desk'] });
  const connection = await Connection.connect({ address: server.address });
  for (const namespace of ['default', 'desk']) {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    expect(customAttributes.TenantId).toBe(2);
  }
  await connection.close();
  const line = commandLine(server.pid);
  for (const [name, value] of Object.entries(fairnessSettings)) expect(line).toContain(`--dynamic-config-value ${name}=${value}`);
});

test('the database file is written in WAL mode', async () => {
  await (await start()).stop();
  const header = await readFile(join(data, 'temporal', 'temporal.db'));
  // https://www.sqlite.org/fileformat.html 1.3.3: bytes 18 and 19 are 2 in WAL mode.
  expect([header[18], header[19]]).toEqual([2, 2]);
});

test('the web pages are served when a port is given, and a taken port is one line that names the setting', async () => {
  const uiPort = await freePort();
  const server = await start({ uiPort });
  expect(server.uiPort).toBe(uiPort);
  expect((await fetch(`http://127.0.0.1:${uiPort}/`)).status).toBe(200);
  await server.stop();
  const squatter = await occupy(uiPort);
  await expect(start({ uiPort })).rejects.toMatchObject({ code: 'unavailable', userMessage: expect.stringContaining('TEMPORAL_UI_PORT') });
  await squatter.release();
});

test('a program that is no Temporal server gives an error, not a wait', async () => {
  const lost = start({ binary: '/bin/false', dataFolder: join(folder.path, 'lost') });
  await expect(lost).rejects.toMatchObject({ code: 'unavailable', userMessage: expect.stringContaining('TEMPORAL_ADDRESS') });
});
