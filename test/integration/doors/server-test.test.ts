import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import type { ServerSettings } from '../../../domain/mailboxes/mailboxes.types.ts';
import { testImap, testSmtp } from '../../../mail/inbound/test-server.ts';
import { freePort } from '../../../server/embedded/free-port.ts';
import { type DovecotServer, startDovecot } from '../../support/dovecot/start-dovecot.ts';
import { mailText } from './door-kit.ts';
import { deliverTo, password } from './imap-kit.ts';

let server: DovecotServer;
let smtp: SMTPServer;
let web: Server;
let sent = 0;

beforeAll(async () => {
  server = await startDovecot({ users: [{ name: 'jane', password }] });
  smtp = new SMTPServer({
    logger: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password: given }, _session, done) => {
      if (username === 'jane' && given === password) done(null, { user: 'jane' });
      else done(Object.assign(new Error('no'), { responseCode: username === 'busy' ? 454 : 535 }));
    },
    onData: (stream, _session, done) => {
      sent += 1;
      stream.resume().on('end', done);
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  web = createServer((socket) => socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
}, 120_000);
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(resolve));
  web.close();
  await server.stop();
});

const at = (port: number, over: Partial<ServerSettings> = {}): ServerSettings => ({
  host: '127.0.0.1',
  port,
  secure: false,
  user: 'jane',
  ...over,
});
function portOf(listening: Server): number {
  const address = listening.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('a working IMAP server is told with the number of mails in the inbox', async () => {
  await deliverTo(server.lmtpPort, 'jane', [mailText('one'), mailText('two')]);
  expect(await testImap(at(server.imapPort), password)).toEqual({ ok: true, detail: 'Signed in to 127.0.0.1. The inbox holds 2 mails.' });
});

test('a wrong IMAP password, a dead port, another service and a missing user are each told as what to change', async () => {
  expect(await testImap(at(server.imapPort), 'wrong')).toEqual({
    ok: false,
    detail: expect.stringMatching(/does not accept the user name or password/),
  });
  expect(await testImap(at(await freePort()), password)).toEqual({
    ok: false,
    detail: expect.stringMatching(/Nothing answers at 127\.0\.0\.1, port/),
  });
  expect(await testImap(at(portOf(web)), password)).toEqual({ ok: false, detail: expect.stringMatching(/right service/) });
  expect(await testImap(at(server.imapPort, { secure: true }), password)).toEqual({
    ok: false,
    detail: expect.stringMatching(/encryption/),
  });
  expect(await testImap(at(server.imapPort, { user: null }), password)).toEqual({ ok: false, detail: expect.stringMatching(/user name/) });
});

test('a working SMTP server is told, with and without a user, and no mail is sent', async () => {
  const port = portOf(smtp.server);
  expect(await testSmtp(at(port), password)).toEqual({ ok: true, detail: 'Signed in to 127.0.0.1.' });
  expect(await testSmtp(at(port, { user: null }), '')).toEqual({ ok: true, detail: '127.0.0.1 answers.' });
  expect(sent).toBe(0);
});

test('a wrong SMTP password, a busy server, a dead port and a wrong encryption are each told as what to change', async () => {
  const port = portOf(smtp.server);
  expect(await testSmtp(at(port), 'wrong')).toEqual({
    ok: false,
    detail: expect.stringMatching(/does not accept the user name or password/),
  });
  expect(await testSmtp(at(port, { user: 'busy' }), 'x')).toEqual({ ok: false, detail: expect.stringMatching(/asks to be left alone/) });
  expect(await testSmtp(at(await freePort()), password)).toEqual({ ok: false, detail: expect.stringMatching(/Nothing answers/) });
  expect(await testSmtp(at(port, { secure: true }), password)).toEqual({ ok: false, detail: expect.stringMatching(/encryption/) });
});
