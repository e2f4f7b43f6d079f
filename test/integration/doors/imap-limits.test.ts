import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { listMailboxes } from '../../../domain/mailboxes/list-mailboxes.ts';
import { checkMailboxes } from '../../../server/cli/doctor/check-mailboxes.ts';
import { silent, system } from '../../support/desk.ts';
import { capabilitiesWithout } from '../../support/dovecot/dovecot-settings.ts';
import { startDovecot } from '../../support/dovecot/start-dovecot.ts';
import { eventually, mailText } from './door-kit.ts';
import { ImapDesk } from './imap-desk.ts';
import { addBox, deliverTo, dropBox, password } from './imap-kit.ts';

let at: ImapDesk;
beforeAll(async () => {
  at = await ImapDesk.open();
}, 180_000);
afterEach(() => at.endTest());
afterAll(() => at.close());

/** An IMAP server that answers every sign-in with these words. */
async function refusing(words: string): Promise<{ port: number; sessions: () => number; close: () => void }> {
  let sessions = 0;
  const server = createServer((socket) => {
    sessions += 1;
    socket.on('error', () => undefined);
    socket.write('* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n');
    socket.on('data', (line: Buffer) => {
      const [tag = '*', command = ''] = line.toString('latin1').split(' ');
      socket.write(/^(authenticate|login)/i.test(command) ? `${tag} NO ${words}\r\n` : `${tag} OK done\r\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, sessions: () => sessions, close: () => server.close() };
}

test('a mailbox whose provider throttles us says until when, is left alone that long, and the doctor does not sign in', async () => {
  const server = await refusing('[ALERT] Too many simultaneous connections. (Failure)');
  const mine = await at.box({ port: server.port });
  await at.watch({ timing: { backOffFactor: 1 } });
  await eventually(async () => (await at.rowOf(mine)).throttledUntil !== null);
  const row = await at.rowOf(mine);
  expect(row).toMatchObject({ health: 'failing', enabled: true, lastError: expect.stringContaining('asks to be left alone') });
  const line = (await at.desk.withTenant(mine.tenantId, system, listMailboxes)).find((one) => one.id === mine.id);
  expect((line?.throttledUntil?.getTime() ?? 0) - Date.now()).toBeGreaterThan(20_000);
  const seen = server.sessions();
  const keyRing = { unseal: (sealed: string) => sealed } as never;
  const findings = await checkMailboxes({ across: at.desk.across, withTenant: at.desk.withTenant, keyRing, log: silent });
  expect(findings.filter(({ subject }) => subject.includes(mine.address))).toEqual([
    expect.objectContaining({ level: 'warn', text: expect.stringContaining('throttles us') }),
  ]);
  expect(server.sessions()).toBe(seen);
  expect((await at.desk.withTenant(at.desk.two.id, system, listMailboxes)).map((one) => one.throttledUntil)).toEqual([null]);
  server.close();
});

test('fetching needs no extension: without IDLE, CONDSTORE, QRESYNC, UIDPLUS, MOVE or ESEARCH every mail is stored once', async () => {
  const users = [{ name: 'plain', password }];
  const names = ['IDLE', 'CONDSTORE', 'QRESYNC', 'UIDPLUS', 'MOVE', 'ESEARCH', 'ENABLE', 'LIST-EXTENDED', 'LIST-STATUS'];
  const plain = await startDovecot({ users, capabilities: capabilitiesWithout(...names) });
  try {
    const mine = await addBox(at.desk.withTenant, at.desk.one.id, 'plain', { host: plain.host, port: plain.imapPort }, 'all');
    await deliverTo(plain.lmtpPort, 'plain', [mailText('one'), mailText('two')]);
    const watchers = await at.watch({ timing: { quietPollMs: 100 } });
    await at.stored(mine, 2);
    await deliverTo(plain.lmtpPort, 'plain', [mailText('three')]);
    expect(await at.stored(mine, 3)).toEqual(['one', 'two', 'three']);
    await watchers.stop();
    await plain.resetUidValidity('plain');
    await deliverTo(plain.lmtpPort, 'plain', [mailText('four')]);
    await at.watch({ timing: { quietPollMs: 100 } });
    expect(await at.stored(mine, 4)).toEqual(['one', 'two', 'three', 'four']);
    await dropBox(at.desk.withTenant, mine);
  } finally {
    await plain.stop();
  }
});
