import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeEnv } from '../../../config/env.ts';
import { commandTable } from '../../../server/cli/command-table.ts';
import { openTestCli, type TestCli } from './cli-kit.ts';

let cli: TestCli;
beforeAll(async () => {
  cli = await openTestCli();
}, 120_000);
afterAll(() => cli.close());

test('every command of the table can be loaded, and its help names its usage and all its options', async () => {
  for (const row of commandTable) {
    const { code, out } = await cli.run(['help', ...row.name.split(' ')]);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: deskhand ${row.name}`);
    for (const option of Object.keys((await row.load()).options)) expect(out).toContain(`--${option}`);
  }
  const { out } = await cli.run([]);
  for (const row of commandTable) expect(out).toContain(`  ${row.name}`);
});

test('help of a command is the same by --help, and a group’s help lists its commands only', async () => {
  expect((await cli.run(['tenants', 'add', '--help'])).out).toBe((await cli.run(['help', 'tenants', 'add'])).out);
  const { out } = await cli.run(['help', 'mailboxes']);
  expect(out).toContain('mailboxes test');
  expect(out).not.toContain('people add');
});

test.each([
  [['strat'], 'There is no command “strat”. Did you mean `deskhand start`?'],
  [['mailbox', 'ad'], 'There is no command “mailbox ad”. Did you mean `deskhand mailboxes add`?'],
  [['people', 'dd'], 'There is no command “people dd”. Did you mean `deskhand people add`?'],
  [['people'], '“people” needs a second word: add, update, deactivate'],
  [['tenants', 'list', '--colour'], "Unknown option '--colour'"],
  [['tenants', 'list', 'all'], '“all” is one word too many'],
  [['tenants', 'add'], 'SLUG is missing'],
  [['start', '--role', 'chef'], '“chef” is no role. There are: all, web, worker, mail'],
  [['mail', 'deliver'], 'FILE… is missing'],
  [['say', 'hello'], '--as is needed'],
  [['shell', 'extra'], '“extra” is one word too many'],
])('%j is wrong usage: exit code 2 and one line on stderr', async (words, message) => {
  const { code, out, err } = await cli.run(words);
  expect({ code, out, lines: err.trimEnd().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 });
  expect(err).toContain(message);
});

test('help lists every setting with its meaning', async () => {
  const { out } = await cli.run(['help', 'settings']);
  for (const { key, meaning } of describeEnv()) expect(out).toMatch(new RegExp(`^${key} +.*${meaning.slice(0, 8)}`, 'm'));
});

test('the version is that of package.json', async () => {
  expect((await cli.run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('settings that cannot be read are named, and help works all the same', async () => {
  const settings = { WEB_PORT: 'eighty', TEMPORAL_ADDRESS: 'nowhere' };
  const { code, err } = await cli.run(['tenants', 'list'], { settings });
  expect(code).toBe(1);
  expect(err).toMatch(/WEB_PORT .*TEMPORAL_ADDRESS/);
  expect(err).not.toContain('eighty');
  expect((await cli.run(['help'], { settings })).code).toBe(0);
});

const other = (change: (url: URL) => void): string => {
  const url = new URL(cli.fresh.appUrl);
  change(url);
  return url.href;
};

test('a database that is away, refuses the password, does not exist or is empty is said in one line each', async () => {
  const cases: [string, RegExp][] = [
    [other((url) => (url.port = '1')), /Nothing answers at 127\.0\.0\.1:1\b.*DATABASE_URL/],
    [other((url) => (url.password = 'wrong-pass-word')), /refuses the password/],
    [other((url) => (url.pathname = '/nothere')), /That database does not exist/],
    [other((url) => (url.pathname = '/postgres')), /run `deskhand migrate`/],
  ];
  for (const [DATABASE_URL, message] of cases) {
    const { code, err } = await cli.run(['tenants', 'list'], { settings: { DATABASE_URL } });
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  }
});

test('a login that could see every company is refused by every command', async () => {
  const { code, err } = await cli.run(['tenants', 'list'], { settings: { DATABASE_URL: cli.fresh.superuserUrl } });
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('is a superuser') });
});

test('where something failed is shown at log level debug only, without the statement’s values', async () => {
  const settings = { DATABASE_URL: other((url) => (url.pathname = '/nothere')) };
  const quiet = await cli.run(['tenants', 'list'], { settings });
  expect(quiet.err).not.toMatch(/^\s+at /m);
  const loud = await cli.run(['tenants', 'list'], { settings: { ...settings, DESKHAND_LOG_LEVEL: 'debug' } });
  expect(loud.err).toMatch(/^\s+at /m);
});

test('migrate says that there is nothing to do, and needs the owner’s login', async () => {
  expect(await cli.run(['migrate'])).toMatchObject({ code: 0, out: 'The database is up to date.\n' });
  const { code, err } = await cli.run(['migrate'], { settings: { DATABASE_OWNER_URL: undefined } });
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('set DATABASE_OWNER_URL') });
});
