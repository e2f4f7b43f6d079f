import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { isGone } from '../../../server/embedded/child-server.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../server/embedded/postgres.ts';
import { identify, type ProcessIdentity } from '../../../server/embedded/process-identity.ts';
import { serverAccount } from '../../../server/embedded/server-account.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { type HeldServer, holdServer } from './held-server.ts';
import { occupy, silent, testFolder } from './test-folder.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
let data: string;

beforeAll(async () => {
  folder = await testFolder();
  data = join(folder.path, 'data');
  const first = await start();
  await withClient(first.ownerUrl, async (client) => {
    await client.query('CREATE TABLE kept (word text)');
    await client.query("INSERT INTO kept VALUES ('first')");
  });
  await first.stop();
}, 60_000);
afterAll(() => folder.remove());

const started: EmbeddedPostgres[] = [];
const held: HeldServer<EmbeddedPostgres>[] = [];
afterEach(async () => {
  await Promise.all(held.splice(0).map((one) => one.kill()));
  await Promise.all(started.splice(0).map((one) => one.stop()));
});

async function start(dataFolder = data): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataFolder, log: silent, fsync: false });
  started.push(server);
  return server;
}

async function hold(): Promise<HeldServer<EmbeddedPostgres>> {
  const one = await holdServer<EmbeddedPostgres>('postgres', data);
  held.push(one);
  return one;
}

async function words(server: EmbeddedPostgres): Promise<string[]> {
  const found = await withClient(server.ownerUrl, (client) => client.query<{ word: string }>('SELECT word FROM kept ORDER BY word'));
  return found.rows.map((row) => row.word);
}

async function add(server: EmbeddedPostgres, word: string): Promise<void> {
  await withClient(server.ownerUrl, (client) => client.query('INSERT INTO kept VALUES ($1)', [word]));
}

function processOf(server: { pid: number }): ProcessIdentity {
  const identity = identify(server.pid);
  if (identity === undefined) throw new Error(`process ${server.pid} is not there`);
  return identity;
}

test('a second start finds the data, the port and the passwords of the first, and stop ends the process', async () => {
  const second = await start();
  const logins = JSON.parse(await readFile(join(data, 'postgres-logins.json'), 'utf8'));
  expect(await words(second)).toEqual(['first']);
  expect(second).toMatchObject({ adopted: false, shared: false, port: logins.port });
  const process = processOf(second);
  await second.stop();
  expect(await isGone(process, 0)).toBe(true);
  await second.stop();
});

test('after SIGKILL of Deskhand its server is adopted with the data, and the adopter can stop it', async () => {
  const deskhand = await hold();
  await add(deskhand.server, 'adopted');
  await deskhand.kill();
  const adopter = await start();
  expect(adopter).toMatchObject({ adopted: true, shared: false, pid: deskhand.server.pid, port: deskhand.server.port });
  expect(await words(adopter)).toContain('adopted');
  const process = processOf(adopter);
  await adopter.stop();
  expect(await isGone(process, 0)).toBe(true);
});

test('after SIGKILL of Deskhand and of PostgreSQL the next start recovers what was committed', async () => {
  const deskhand = await hold();
  await add(deskhand.server, 'recovered');
  const postmaster = processOf(deskhand.server);
  process.kill(deskhand.server.pid, 'SIGKILL');
  await deskhand.kill();
  expect(await isGone(postmaster, 5_000)).toBe(true);
  const next = await start();
  expect(next.adopted).toBe(false);
  expect(await words(next)).toContain('recovered');
  await next.stop();
});

test('a second Deskhand beside a living one shares its server and leaves it running', async () => {
  const deskhand = await hold();
  const guest = await start();
  expect(guest).toMatchObject({ adopted: true, shared: true, pid: deskhand.server.pid });
  await guest.stop();
  expect(await words(deskhand.server)).toContain('first');
  await deskhand.exitWithoutStop();
});

test('two starts at the same moment end up on one server', async () => {
  const [one, two] = await Promise.all([hold(), hold()]);
  expect(one.server.pid).toBe(two.server.pid);
  expect([one.server.shared, two.server.shared].sort()).toEqual([false, true]);
  await Promise.all([one.kill(), two.kill()]);
  await (await start()).stop();
});

test('when the Deskhand that started the server leaves, it serves the other on, and the last one ends it', async () => {
  const deskhand = await hold();
  const guest = await start();
  await deskhand.exitWithoutStop();
  const server = processOf(guest);
  expect(await words(guest)).toContain('first');
  await guest.stop();
  expect(await isGone(server, 0)).toBe(true);
});

test('a server that is stuck is ended and a new one started on the same data', async () => {
  const deskhand = await hold();
  await add(deskhand.server, 'before it stuck');
  const stuck = processOf(deskhand.server);
  await deskhand.kill();
  process.kill(stuck.pid, 'SIGSTOP');
  const next = await start();
  expect(next.adopted).toBe(false);
  expect(await isGone(stuck, 0)).toBe(true);
  expect(await words(next)).toContain('before it stuck');
}, 60_000);

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

test('a number in an old pid file that another process has now is not taken for the server', async () => {
  const account = await serverAccount();
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...account });
  const deskhand = await hold();
  const pidFile = join(data, 'postgres', 'cluster', 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8')).split('\n');
  process.kill(deskhand.server.pid, 'SIGKILL');
  await deskhand.kill();
  await writeFile(pidFile, [String(stranger.pid), ...lines.slice(1)].join('\n'));
  const next = await start();
  expect(next.adopted).toBe(false);
  expect(await words(next)).toContain('first');
  await next.stop();
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  stranger.kill();
});

test('when its port was taken meanwhile the server moves to another', async () => {
  const { port } = JSON.parse(await readFile(join(data, 'postgres-logins.json'), 'utf8')) as { port: number };
  const squatter = await occupy(port);
  const moved = await start();
  expect(moved.port).not.toBe(port);
  expect(await words(moved)).toContain('first');
  await moved.stop();
  await squatter.release();
});

test('a data folder below a closed home works, and a first start that was interrupted does no harm', async () => {
  const closed = join(folder.path, 'closed');
  await mkdir(join(closed, 'postgres', 'cluster.new'), { recursive: true });
  await chmod(closed, 0o700);
  await writeFile(join(closed, 'postgres', 'cluster.new', 'PG_VERSION'), '18');
  const server = await start(closed);
  const answer = await withClient(server.appUrl, (client) =>
    client.query("SELECT current_user AS login, current_setting('server_version_num')::int AS version"),
  );
  expect(answer.rows[0]).toMatchObject({ login: 'deskhand_app' });
  expect(answer.rows[0].version).toBeGreaterThanOrEqual(180_000);
  await server.stop();
  expect((await stat(closed)).mode & 0o777).toBe(0o700);
});

test('the server listens on loopback only, sorts alike everywhere and refuses everybody without a password', async () => {
  const server = await start();
  const settings = await withClient(server.superuserUrl, async (client) => {
    const found =
      await client.query(`SELECT current_setting('listen_addresses') AS listen, current_setting('unix_socket_directories') AS sockets,
      current_setting('log_min_error_statement') AS statements, datlocprovider AS provider, datlocale AS locale, pg_encoding_to_char(encoding) AS encoding
      FROM pg_database WHERE datname = 'deskhand'`);
    const lax = await client.query("SELECT count(*)::int AS n FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'");
    return { ...found.rows[0], lax: lax.rows[0].n };
  });
  await server.stop();
  expect(settings).toEqual({
    listen: '127.0.0.1',
    sockets: '',
    statements: 'panic',
    provider: 'b',
    locale: 'C.UTF-8',
    encoding: 'UTF8',
    lax: 0,
  });
});

test('the passwords are in one file that only we may read, and nowhere else', async () => {
  const logins = join(data, 'postgres-logins.json');
  expect((await stat(logins)).mode & 0o777).toBe(0o600);
  const home = join(data, 'postgres');
  expect((await readdir(home)).filter((name) => name.startsWith('password'))).toEqual([]);
  const { superuserPassword, ownerPassword, appPassword } = JSON.parse(await readFile(logins, 'utf8'));
  const log = await readFile(join(home, 'server.log'), 'utf8');
  expect(new Set([superuserPassword, ownerPassword, appPassword]).size).toBe(3);
  for (const password of [superuserPassword, ownerPassword, appPassword]) {
    expect(password.length).toBeGreaterThanOrEqual(32);
    expect(log).not.toContain(password);
  }
});

test('the log of the server shows neither statements nor rows', async () => {
  const server = await start();
  await withClient(server.ownerUrl, async (client) => {
    await client.query('CREATE TABLE mails (id int PRIMARY KEY, body text CHECK (length(body) < 9))');
    await expect(client.query("INSERT INTO mails VALUES (1, 'a private letter')")).rejects.toMatchObject({ code: '23514' });
    await expect(client.query("SELECT 'a private number'::int")).rejects.toMatchObject({ code: '22P02' });
  });
  await server.stop();
  expect(await readFile(join(data, 'postgres', 'server.log'), 'utf8')).not.toMatch(/private/);
});

test('a cluster whose passwords are lost is refused with the name of the file to bring back', async () => {
  const logins = join(data, 'postgres-logins.json');
  await rename(logins, `${logins}.away`);
  await expect(start()).rejects.toMatchObject({ code: 'key_missing', userMessage: expect.stringContaining(logins) });
  expect(existsSync(logins)).toBe(false);
  await rename(`${logins}.away`, logins);
});
