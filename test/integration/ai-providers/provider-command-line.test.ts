import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FakeOpenAi, startFakeOpenAi } from '../../support/openai/fake-openai.ts';
import { openTestCli, type TestCli } from '../cli/cli-kit.ts';

let cli: TestCli;
let server: FakeOpenAi;
let other: FakeOpenAi;
const key = 'sk-Geheim-4711';

beforeAll(async () => {
  cli = await openTestCli();
  server = await startFakeOpenAi({ key });
  other = await startFakeOpenAi({ key });
  await cli.run(['tenants', 'add', 'acme', '--name', 'Acme IT', '--zone', 'Europe/London']);
  await cli.run(['tenants', 'add', 'other', '--name', 'Other IT', '--zone', 'Europe/London']);
}, 120_000);
afterAll(async () => {
  await server.close();
  await other.close();
  await cli.close();
});

const inAcme = (words: string[], stdin = '', settings = {}) => cli.run(['ai', ...words, '--tenant', 'acme'], { stdin, settings });
const addMain = ['provider', 'add', 'Main', '--kind', 'compatible', '--model', 'model-1'];

test('a provider is added with its key from a pipe, tried out at once, and not used before somebody says so', async () => {
  const added = await inAcme([...addMain, '--url', server.url, '--key-stdin', '--region', 'EU'], `${key}\n`);
  expect(added).toMatchObject({
    code: 0,
    out: expect.stringContaining('Added Main. To let every call go to it: deskhand ai provider use Main'),
  });
  expect(added.out).toContain('Main: ok. style responses; answers keep to a schema; streams');
  expect(server.refused()).toEqual([]);
  const { out } = await inAcme(['providers']);
  expect(out).toMatch(/Main +– +compatible +http:\/\/127\.0\.0\.1:\d+\/v1 +model-1 +set +ok: responses, strict/);
  expect(await inAcme(['provider', 'use', 'Main'])).toMatchObject({ code: 0, out: 'Every model call goes to Main from now on.\n' });
  expect((await inAcme(['providers'])).out).toMatch(/Main +every call/);
});

test('a key on the command line is not understood', async () => {
  const { code, err } = await inAcme([...addMain, '--url', server.url, '--key', 'oops']);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("Unknown option '--key'") });
});

test('a wrong key and an address with nobody behind it are said in words, and the command ends with 1', async () => {
  const added = await inAcme(['provider', 'add', 'Wrong', '--kind', 'compatible', '--url', server.url, '--model', 'model-1'], 'sk-other\n');
  expect(added).toMatchObject({ code: 1, out: expect.stringContaining('Wrong: failed. The server refused the key (401)') });
  await inAcme(['provider', 'change', 'Wrong', '--url', 'http://127.0.0.1:9/v1'], `${key}\n`);
  expect(await inAcme(['provider', 'test', 'Wrong'])).toMatchObject({ code: 1, out: expect.stringContaining('cannot be reached') });
  expect((await inAcme(['providers'])).out).toMatch(/Wrong .*failed: The server cannot be reached/);
});

test('another address asks for the key again, another model does not', async () => {
  expect(await inAcme(['provider', 'change', 'Main', '--model', 'model-2'])).toMatchObject({ code: 0 });
  expect((await inAcme(['providers'])).out).toMatch(/Main .*model-2 +set +not tested/);
  expect(await inAcme(['provider', 'change', 'Main', '--url', other.url])).toMatchObject({
    code: 2,
    err: expect.stringContaining('A key is needed'),
  });
  expect(await inAcme(['provider', 'change', 'Main', '--url', other.url, '--key-stdin'], `${key}\n`)).toMatchObject({ code: 0 });
  expect(await inAcme(['provider', 'test', 'Main'])).toMatchObject({ code: 0 });
  expect(other.requests().length).toBeGreaterThan(0);
});

test('with the address in the settings every probe goes there, and the commands say so', async () => {
  const before = other.journal.length;
  const tested = await inAcme(['provider', 'test', 'Main'], '', { DESKHAND_AI_BASE_URL: server.url });
  expect(tested).toMatchObject({ code: 0, err: expect.stringContaining('DESKHAND_AI_BASE_URL is set') });
  expect(other.journal).toHaveLength(before);
});

test('prices are shown as people write them', async () => {
  expect((await inAcme(['provider', 'prices', 'Main'])).out).toContain('no price is set');
  const set = await inAcme(['provider', 'prices', 'Main', '--input', '0.25', '--output', '2']);
  expect(set.out).toBe('A million tokens at Main: input 0.25, cached 0.25, output 2.\n');
  expect((await inAcme(['provider', 'prices', 'Main', '--cached', '0.025'])).out).toContain('input 0.25, cached 0.025, output 2.');
  expect((await inAcme(['provider', 'prices', 'Main', '--input', '-1'])).code).toBe(2);
});

test('a provider is switched off, on and removed, by its whole name', async () => {
  expect((await inAcme(['provider', 'off', 'Main'])).out).toContain('No call leaves');
  expect((await inAcme(['providers'])).out).toMatch(/Main +every call \(switched off\)/);
  expect((await inAcme(['provider', 'on', 'Main'])).out).toContain('Every model call goes to it.');
  expect(await inAcme(['provider', 'remove', 'Mai'])).toMatchObject({ code: 1 });
  expect(await inAcme(['provider', 'remove', 'Main'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('Removed Main and its key.'),
  });
  expect((await inAcme(['providers'])).out).not.toContain('Main');
});

test.each([
  ['no address', ['provider', 'add', 'X', '--kind', 'azure', '--model', 'm'], 2],
  ['no model', ['provider', 'add', 'X'], 2],
  ['an unknown kind', ['provider', 'add', 'X', '--kind', 'mine', '--model', 'm'], 2],
  ['plain http to the world', ['provider', 'add', 'X', '--url', 'http://api.example.com/v1', '--model', 'm'], 1],
  ['a link-local address', ['provider', 'add', 'X', '--url', 'http://169.254.169.254/v1', '--model', 'm'], 1],
])('%s is refused and nothing is added', async (_what, words, code) => {
  expect((await inAcme(words, `${key}\n`)).code).toBe(code);
  expect((await inAcme(['providers'])).out).not.toMatch(/^X /m);
});

test('the words that may follow are named when the last one is missing', async () => {
  const { code, err } = await cli.run(['ai', 'provider']);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('“ai provider” needs a third word: add, change, test, use') });
});

test('another company has none of them', async () => {
  await inAcme([...addMain, '--url', server.url, '--no-test'], `${key}\n`);
  const { out } = await cli.run(['ai', 'providers', '--tenant', 'other']);
  expect(out).not.toContain('Main');
  expect(await cli.run(['ai', 'provider', 'use', 'Main', '--tenant', 'other'])).toMatchObject({ code: 1 });
});

test('a rotation of keys takes the providers along', async () => {
  expect((await cli.run(['keys', 'rotate'])).out).toContain('stored secrets sealed with it: ');
  expect(await inAcme(['provider', 'test', 'Main'])).toMatchObject({ code: 0 });
});

test('nothing that was printed or logged in all of this holds a key', () => {
  expect(cli.printed.join('')).toContain('Main');
  expect(cli.printed.join('')).not.toMatch(/Geheim|sk-/);
});
