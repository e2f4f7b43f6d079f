import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ImapFlow } from 'imapflow';
import { isGone, stopProcess } from '../../../server/embedded/child-server.ts';
import { identify } from '../../../server/embedded/process-identity.ts';
import { type DovecotServer, startDovecot } from '../../support/dovecot/start-dovecot.ts';
import { mailText } from './door-kit.ts';
import { asMailProgram, deliverTo, password } from './imap-kit.ts';

let server: DovecotServer;

beforeAll(async () => {
  server = await startDovecot({ users: ['ann', 'bob', 'carl'].map((name) => ({ name, password })) });
}, 180_000);
afterAll(() => server.stop());

/** UIDVALIDITY and the mails of a box, as its owner sees them. */
function look(user: string): Promise<{ validity: number; mails: { uid: number; subject: string | undefined }[] }> {
  return asMailProgram(server, user, async (client) => {
    const mails = await client.fetchAll('1:*', { envelope: true });
    const validity = client.mailbox === false ? 0 : Number(client.mailbox.uidValidity);
    return { validity, mails: mails.map(({ uid, envelope }) => ({ uid, subject: envelope?.subject })) };
  });
}

test('a killed server takes its sessions with it, and started again it has every mail under its old number', async () => {
  await deliverTo(server.lmtpPort, 'ann', [mailText('one'), mailText('two')]);
  const before = await look('ann');
  const waiting = new ImapFlow({
    host: server.host,
    port: server.imapPort,
    secure: false,
    auth: { user: 'ann', pass: password },
    logger: false,
  });
  waiting.on('error', () => undefined);
  await waiting.connect();
  const cut = once(waiting, 'close');
  await server.kill();
  await cut;
  await expect(deliverTo(server.lmtpPort, 'ann', [mailText('nobody home')])).rejects.toThrow();
  await server.restart();
  await deliverTo(server.lmtpPort, 'ann', [mailText('three')]);
  const after = await look('ann');
  expect(before.mails.map(({ subject }) => subject)).toEqual(['one', 'two']);
  expect(after).toEqual({ ...before, mails: [...before.mails, { uid: 3, subject: 'three' }] });
});

test('a user added to a running server can sign in and be written to at once, and only with the password', async () => {
  await look('bob');
  await server.addUser('dora', password);
  await deliverTo(server.lmtpPort, 'dora', [mailText('welcome')]);
  expect((await look('dora')).mails).toEqual([{ uid: 1, subject: 'welcome' }]);
  const stranger = new ImapFlow({
    host: server.host,
    port: server.imapPort,
    secure: false,
    auth: { user: 'dora', pass: 'guess' },
    logger: false,
  });
  await expect(stranger.connect()).rejects.toMatchObject({ authenticationFailed: true });
});

test('a box gets a new UIDVALIDITY on demand, each time another, and keeps its mails', async () => {
  await deliverTo(server.lmtpPort, 'carl', [mailText('kept')]);
  const before = await look('carl');
  const first = await server.resetUidValidity('carl');
  const second = await server.resetUidValidity('carl');
  const after = await look('carl');
  expect(new Set([before.validity, first, second]).size).toBe(3);
  expect(after.validity).toBe(second);
  expect(after.mails.map(({ subject }) => subject)).toEqual(['kept']);
});

test('a server ends with the process that started it, even when that is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'deskhand-orphan-'));
  // When we are root the server is somebody else, who must get through.
  await chmod(folder, 0o711);
  const script = `import { startDovecot } from ${JSON.stringify(resolve('test/support/dovecot/start-dovecot.ts'))};
    await startDovecot(); process.stdout.write('ready'); setInterval(() => undefined, 1000);`;
  const env = { ...process.env, TMPDIR: folder };
  const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(starter, 'exit').then(([code]) => Promise.reject(new Error(`the starter ended with ${code}`)));
  await Promise.race([once(starter.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(starter.pid)], { encoding: 'utf8' });
  const server = identify(Number(children));
  if (server === undefined) throw new Error(`the starter has no single child: ${children}`);
  try {
    starter.kill('SIGKILL');
    expect(await isGone(server, 5_000)).toBe(true);
  } finally {
    await stopProcess(server, []);
    await rm(folder, { recursive: true, force: true });
  }
});
