import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { openTestCli, type TestCli } from './cli-kit.ts';

let cli: TestCli;
let port: number;
const imapPassword = 'imap-Geheim-4711';
const smtpPassword = 'smtp-Geheim-0815';

const server = new SMTPServer({
  hideSTARTTLS: true,
  allowInsecureAuth: true,
  logger: false,
  onAuth: ({ username, password }, _session, done) => {
    if (username === 'box@acme.example' && password === smtpPassword) done(null, { user: username });
    else done(new Error('Invalid login'));
  },
});

beforeAll(async () => {
  cli = await openTestCli();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.server.address() as { port: number }).port;
  await cli.run(['tenants', 'add', 'acme', '--name', 'Acme IT', '--zone', 'Europe/London']);
  await cli.run(['tenants', 'add', 'other', '--name', 'Other IT', '--zone', 'Europe/London']);
}, 120_000);
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await cli.close();
});

const inAcme = (words: string[], stdin = '') => cli.run([...words, '--tenant', 'acme'], { stdin });
const smtpHere = () => ['--smtp-host', '127.0.0.1', '--smtp-port', String(port)];
const imapNowhere = ['--imap-host', '127.0.0.1', '--imap-port', '1'];

test('passwords are read from a pipe line by line, IMAP first, and never stand on the command line', async () => {
  const added = await inAcme(['mailboxes', 'add', 'box@acme.example', ...imapNowhere, ...smtpHere()], `${imapPassword}\n${smtpPassword}\n`);
  expect(added).toMatchObject({ code: 0, out: expect.stringContaining('Connected box@acme.example') });
  const { out } = await inAcme(['mailboxes', 'list']);
  expect(out).toMatch(new RegExp(`box@acme.example +unknown +127.0.0.1:1 +127.0.0.1:${port}`));
});

test('a password on the command line is not understood', async () => {
  const { code, err } = await inAcme(['mailboxes', 'add', 'x@acme.example', ...smtpHere(), '--smtp-password', 'oops']);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("Unknown option '--smtp-password'") });
});

test('testing signs in to both servers and says for each what is wrong', async () => {
  const { code, out } = await inAcme(['mailboxes', 'test', 'box@acme.example']);
  expect(code).toBe(1);
  expect(out).toMatch(/box@acme.example IMAP: failed\. .+\nbox@acme.example SMTP: ok\. Signed in to 127\.0\.0\.1\.\n/);
});

test('an empty second line takes the IMAP password for SMTP, which that server refuses', async () => {
  await inAcme(
    ['mailboxes', 'add', 'same@acme.example', ...imapNowhere, ...smtpHere(), '--smtp-user', 'box@acme.example'],
    `${imapPassword}\n\n`,
  );
  const { out } = await inAcme(['mailboxes', 'test', 'same@acme.example']);
  expect(out).toMatch(/same@acme.example SMTP: failed/);
});

test('a password can be changed from a file without touching the servers, and then signs in', async () => {
  const file = join(cli.folder, 'password');
  await writeFile(file, `${smtpPassword}\n`);
  const changed = await inAcme(['mailboxes', 'update', 'same@acme.example', '--smtp-password-file', file]);
  expect(changed.code).toBe(0);
  const { out } = await inAcme(['mailboxes', 'test', 'same@acme.example']);
  expect(out).toMatch(/same@acme.example SMTP: ok/);
});

test('a changed port asks for no password, a changed host does', async () => {
  expect((await inAcme(['mailboxes', 'update', 'same@acme.example', '--imap-port', '2'])).code).toBe(0);
  const without = await inAcme(['mailboxes', 'update', 'same@acme.example', '--imap-host', 'elsewhere.example']);
  expect(without).toMatchObject({ code: 1 });
  const given = await inAcme(['mailboxes', 'update', 'same@acme.example', '--imap-host', 'elsewhere.example'], `${imapPassword}\n`);
  expect(given.code).toBe(0);
  expect((await inAcme(['mailboxes', 'list'])).out).toMatch(/same@acme.example +unknown +elsewhere.example:2/);
});

test('the port decides how TLS begins unless it is said', async () => {
  const words = ['--imap-host', 'i.example', '--smtp-host', 's.example', '--smtp-port', '587'];
  await inAcme(['mailboxes', 'add', 'tls@acme.example', ...words], `${imapPassword}\n${smtpPassword}\n`);
  expect((await inAcme(['mailboxes', 'list'])).out).toMatch(
    /tls@acme.example +unknown +i.example:993 TLS +s.example:587\n|tls@acme.example +unknown +i.example:993 TLS +s.example:587 /,
  );
  await inAcme(['mailboxes', 'update', 'tls@acme.example', '--smtp-tls', 'direct']);
  expect((await inAcme(['mailboxes', 'list'])).out).toContain('s.example:587 TLS');
  expect(await inAcme(['mailboxes', 'update', 'tls@acme.example', '--smtp-tls', 'off'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('“direct” or “starttls”'),
  });
});

test('a server without users needs no password', async () => {
  const { code, err } = await inAcme(['mailboxes', 'add', 'open@acme.example', ...smtpHere(), '--smtp-user', 'none']);
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('Without --imap-host') });
});

test('the address of another company’s mailbox is refused without naming the company', async () => {
  const { code, err } = await cli.run(['mailboxes', 'add', 'box@acme.example', ...smtpHere(), '--smtp-user', 'none', '--tenant', 'other']);
  expect(code).toBe(1);
  expect(err).toContain('box@acme.example is connected to a mailbox already');
  expect(err).not.toMatch(/acme[^.]/i);
});

test('switching a mailbox off shows in the list, and one of another company cannot be switched', async () => {
  await inAcme(['mailboxes', 'update', 'open@acme.example', '--disable']);
  expect((await inAcme(['mailboxes', 'list'])).out).toMatch(/open@acme.example +switched off/);
  expect(await cli.run(['mailboxes', 'update', 'box@acme.example', '--disable', '--tenant', 'other'])).toMatchObject({ code: 1 });
  expect((await inAcme(['mailboxes', 'list'])).out).toMatch(/box@acme.example +unknown/);
});

test('rotating the keys seals every password anew, and they still sign in', async () => {
  const { code, out, err } = await cli.run(['keys', 'rotate']);
  expect(code).toBe(0);
  expect(out).toMatch(/^k2 is the current key; stored secrets sealed with it: [1-9]\d*\.\n$/);
  expect(err).toContain('Restart every running Deskhand');
  expect((await inAcme(['mailboxes', 'test', 'box@acme.example'])).out).toContain('box@acme.example SMTP: ok');
});

test('no output of any command above, failed or not, at debug level too, holds a password, a key or a database login', async () => {
  await cli.run(['mailboxes', 'test', '--tenant', 'acme'], { settings: { DESKHAND_LOG_LEVEL: 'trace' } });
  await cli.run(['doctor', '--mailboxes'], { settings: { DESKHAND_LOG_LEVEL: 'trace' } });
  await cli.run(['mailboxes', 'add', 'box@acme.example', ...imapNowhere, '--tenant', 'acme'], {
    stdin: `${imapPassword}\n`,
    settings: { DESKHAND_LOG_LEVEL: 'trace' },
  });
  const { readFile } = await import('node:fs/promises');
  const keyFile = JSON.parse(await readFile(join(cli.folder, 'data', 'keys.json'), 'utf8')) as { keys: Record<string, { secret: string }> };
  const urls = [cli.fresh.appUrl, cli.fresh.ownerUrl].map((url) => decodeURIComponent(new URL(url).password));
  const secrets = [imapPassword, smtpPassword, ...urls, ...Object.values(keyFile.keys).map((key) => key.secret)];
  expect(secrets.every((secret) => secret.length > 10)).toBe(true);
  const all = cli.printed.join('\n');
  expect(all).toContain('box@acme.example');
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
  // A sealed password opens with the key file, so it is as much a secret.
  expect(all).not.toMatch(/\bk[12]\.[A-Za-z0-9_-]{30,}/);
});
