import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { registration } from '../../support/oauth/token-book.ts';
import { TokenServer } from '../../support/oauth/token-server.ts';
import { openTestCli, type TestCli } from './cli-kit.ts';

let cli: TestCli;
let provider: TokenServer;
beforeAll(async () => {
  cli = await openTestCli();
  provider = await TokenServer.start();
  for (const slug of ['acme', 'other']) await cli.run(['tenants', 'add', slug, '--name', slug, '--zone', 'Europe/London']);
  for (const name of ['box', 'plain', 'app']) await inAcme(['mailboxes', 'add', `${name}@acme.example`]);
}, 120_000);
afterAll(async () => {
  await provider.stop();
  await cli.close();
});

const settings = { WEB_URL: 'https://desk.example' };
const inAcme = (words: string[], stdin = '') => cli.run([...words, '--tenant', 'acme'], { stdin, settings });
const oauth = (name: string, ...words: string[]) => ['mailboxes', 'oauth', `${name}@acme.example`, ...words];
const secret = 'client-Geheim-4711';

test('a mailbox without servers gets those of Microsoft, and an admin the link and the address to register', async () => {
  const words = oauth('box', '--provider', 'microsoft', '--client-id', 'abc-123', '--directory', 'acme.example');
  const { code, out, err } = await inAcme(words, `${secret}\n`);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.trim().split('\n')).toEqual([
    'box@acme.example is set up for Microsoft; nobody has consented yet.',
    'Redirect address to register at Microsoft: https://desk.example/mailbox-oauth/return',
    'To connect, an admin who is signed in opens: https://desk.example/mailbox-oauth#box@acme.example',
  ]);
  const list = (await inAcme(['mailboxes', 'list'])).out;
  expect(list).toMatch(/box@acme.example +unknown +outlook.office365.com:993 TLS +smtp.office365.com:587 +microsoft, not connected/);
});

test('without options it says how things stand and prints the link again, for a mailbox of this company only', async () => {
  expect((await inAcme(oauth('box'))).out).toContain('https://desk.example/mailbox-oauth#box@acme.example');
  const foreign = await cli.run([...oauth('box'), '--tenant', 'other'], { settings });
  expect(foreign).toMatchObject({ code: 2, err: expect.stringContaining('--provider is needed') });
  const guess = await cli.run([...oauth('box', '--provider', 'google', '--client-id', 'x'), '--tenant', 'other'], {
    stdin: 's\n',
    settings,
  });
  expect(guess).toMatchObject({ code: 1, out: '' });
});

test('testing it says that somebody has to connect it', async () => {
  const { code, out } = await inAcme(['mailboxes', 'test', 'box@acme.example']);
  expect({ code, lines: out.trim().split('\n').length }).toEqual({ code: 1, lines: 2 });
  expect(out).toContain('waits for somebody to connect it to Microsoft');
});

test('an application gets its tokens at once, with a secret from a file, and what is refused is said', async () => {
  const file = join(cli.folder, 'client-secret');
  await writeFile(file, `${registration.clientSecret}\n`);
  const own = ['--provider', 'custom', '--app-only', '--client-id', registration.clientId, '--token-url', provider.tokenUrl];
  const words = oauth('app', ...own, '--scopes', registration.appScopes, '--imap-host', '127.0.0.1', '--smtp-host', '127.0.0.1');
  expect((await inAcme([...words, '--secret-file', file])).out).toContain('gives the application tokens for app@acme.example');
  await writeFile(file, 'wrong\n');
  const refused = await inAcme(oauth('app', '--secret-file', file));
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('--new-secret') });
});

test('a mailbox goes back to passwords', async () => {
  expect((await inAcme(oauth('app', '--off'))).code).toBe(0);
  expect((await inAcme(['mailboxes', 'list'])).out).toMatch(/app@acme.example .* password/);
  expect((await inAcme(oauth('app', '--off'))).code).toBe(1);
});

test('what is missing is said before anything is saved', async () => {
  expect(await inAcme(oauth('plain'))).toMatchObject({ code: 2, err: expect.stringContaining('--provider') });
  expect(await inAcme(oauth('plain', '--provider', 'google'))).toMatchObject({ code: 2, err: expect.stringContaining('--client-id') });
  const google = await inAcme(oauth('plain', '--provider', 'google', '--client-id', 'x'), '\n');
  expect(google).toMatchObject({ code: 1, err: expect.stringContaining('client secret is missing') });
  expect((await inAcme(['mailboxes', 'list'])).out).toMatch(/plain@acme.example .* password/);
});

test('no secret is ever printed', () => {
  const printed = cli.printed.join('\n');
  for (const one of [secret, registration.clientSecret]) expect(printed).not.toContain(one);
});
