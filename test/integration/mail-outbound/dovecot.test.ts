import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { capabilitiesWithout } from '../../support/dovecot/dovecot-settings.ts';
import { type DovecotServer, startDovecot } from '../../support/dovecot/start-dovecot.ts';

let dovecot: DovecotServer;
const clients: ImapFlow[] = [];
const users = ['ann', 'bob', 'carl'].map((name) => ({ name, password: `${name}-secret` }));

beforeAll(async () => {
  dovecot = await startDovecot({ users });
}, 180_000);
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.logout().catch(() => client.close())));
});
afterAll(() => dovecot.stop());

async function signIn(user: string, server: DovecotServer = dovecot): Promise<ImapFlow> {
  const auth = { user, pass: `${user}-secret` };
  const client = new ImapFlow({ host: server.host, port: server.imapPort, secure: false, auth, logger: false, qresync: true });
  client.on('error', () => undefined);
  await client.connect();
  clients.push(client);
  return client;
}

async function deliver(to: string, subject: string): Promise<void> {
  const lmtp = createTransport({ host: dovecot.host, port: dovecot.lmtpPort, lmtp: true, ignoreTLS: true });
  await lmtp.sendMail({ envelope: { from: 'dora@acme.example', to }, from: 'dora@acme.example', to, subject, text: 'Hello' });
}

const subjects = async (client: ImapFlow): Promise<(string | undefined)[]> =>
  (await client.fetchAll('1:*', { envelope: true })).map((mail) => mail.envelope?.subject);

test('a mail delivered over LMTP wakes a waiting client by IDLE', async () => {
  const client = await signIn('ann');
  await client.mailboxOpen('INBOX');
  const news = new Promise<{ count: number; prevCount: number }>((resolve) => {
    client.once('exists', resolve);
  });
  const idling = client.idle();
  await deliver('ann@one.example', 'Wake up');
  expect(await news).toMatchObject({ count: 1, prevCount: 0 });
  await client.noop();
  await idling;
  expect(await subjects(client)).toEqual(['Wake up']);
});

test('a mail is for its user alone, and for nobody it is refused', async () => {
  await deliver('bob@one.example', 'For bob');
  const bob = await signIn('bob');
  await bob.mailboxOpen('INBOX');
  expect(await subjects(bob)).toEqual(['For bob']);
  await expect(deliver('nobody@one.example', 'For none')).rejects.toMatchObject({ responseCode: 550 });
});

test('QRESYNC tells what happened while the client was away', async () => {
  for (const number of [1, 2, 3]) await deliver('carl@one.example', `Mail ${number}`);
  const first = await signIn('carl');
  expect(first.enabled.has('QRESYNC')).toBe(true);
  const { uidValidity, highestModseq } = await first.mailboxOpen('INBOX');
  const other = await signIn('carl');
  await other.mailboxOpen('INBOX');
  await other.messageDelete('2', { uid: true });
  await other.messageFlagsAdd('1', ['\\Flagged'], { uid: true });
  await first.logout();
  const again = await signIn('carl');
  const events: unknown[] = [];
  again.on('expunge', ({ uid, vanished, earlier }) => events.push({ uid, vanished, earlier }));
  again.on('flags', ({ uid, flags }) => events.push({ uid, flags: [...(flags ?? [])] }));
  await again.mailboxOpen('INBOX', { uidValidity, changedSince: highestModseq } as never);
  const [deleted, flagged] = [
    { uid: 2, vanished: true, earlier: true },
    { uid: 1, flags: expect.arrayContaining(['\\Flagged']) },
  ];
  expect(events).toEqual(expect.arrayContaining([deleted, flagged]));
});

test('a server can hide its extensions', async () => {
  const plain = await startDovecot({ users, capabilities: capabilitiesWithout('IDLE', 'QRESYNC', 'CONDSTORE') });
  try {
    const { capabilities } = await signIn('ann', plain);
    const seen = ['IMAP4rev1', 'IDLE', 'QRESYNC', 'CONDSTORE'].map((name) => [name, capabilities.has(name)]);
    expect(Object.fromEntries(seen)).toEqual({ IMAP4rev1: true, IDLE: false, QRESYNC: false, CONDSTORE: false });
  } finally {
    await plain.stop();
  }
});
