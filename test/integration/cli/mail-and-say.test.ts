import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withClient } from '../../../server/embedded/with-client.ts';
import { openTestCli, type TestCli } from './cli-kit.ts';

let cli: TestCli;
beforeAll(async () => {
  cli = await openTestCli();
  await cli.run(['seed']);
}, 120_000);
afterAll(() => cli.close());

const mail = [
  'From: Anna Barrow <anna.barrow@acme-logistics.example>',
  'To: support@northwind-cabling.example',
  'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'The wifi is down.',
  '--b',
  'Content-Type: text/plain; name=log.txt',
  'Content-Disposition: attachment; filename=log.txt',
  '',
  'lost carrier',
  '--b--',
  '',
].join('\r\n');

async function file(name: string, content: string): Promise<string> {
  const path = join(cli.folder, name);
  await writeFile(path, content);
  return path;
}

const stored = async (): Promise<string[]> =>
  (
    await withClient(cli.fresh.superuserUrl, (client) =>
      client.query<{ slug: string }>('select t.slug from inbound_mails i join tenants t on t.id = i.tenant_id'),
    )
  ).rows.map((row) => row.slug);

test('parsing prints what Deskhand reads in a mail as JSON, from a file or a pipe, without any database', async () => {
  const settings = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' };
  const { code, out } = await cli.run(['mail', 'parse', await file('a.eml', mail)], { settings });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    from: { name: 'Anna Barrow', address: 'anna.barrow@acme-logistics.example' },
    subject: 'Grüße',
    text: 'The wifi is down.',
    attachments: [{ filename: 'log.txt', size: 12, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  });
  expect((await cli.run(['mail', 'parse', '-'], { stdin: mail, settings })).out).toBe(out);
});

test('delivering stores each mail once in the mailbox it is for, and names every file that could not be', async () => {
  const good = await file('good.eml', mail);
  const lost = await file('lost.eml', mail.replace('support@northwind-cabling', 'nobody@nowhere'));
  const { code, out, err } = await cli.run(['mail', 'deliver', lost, good, good]);
  expect(code).toBe(1);
  expect(out).toMatch(/good\.eml: stored in support@northwind-cabling\.example as \S+\n.*good\.eml: known already/);
  expect(err).toMatch(/lost\.eml: .*Name the mailbox with --to/);
  expect(await stored()).toEqual(['northwind']);
});

test('--to and a pipe take a mail for the mailbox that is named, of whatever company', async () => {
  const { code, out } = await cli.run(['mail', 'deliver', '-', '--to', 'angebote@kabelwerk-sued.example'], { stdin: mail });
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('-: stored in angebote@kabelwerk-sued.example') });
  expect((await stored()).sort()).toEqual(['kabelwerk', 'northwind']);
});

const say = (as: string, ...words: string[]) => cli.run(['say', '--as', as, ...words]);
const priya = 'priya@northwind-cabling.example';

test('what staff say is done in their company, shown as words or as the card itself', async () => {
  const opened = await say(priya, 'open "Printer is down" for anna.barrow@acme-logistics.example: It blinks.');
  expect(opened).toMatchObject({ code: 0, out: expect.stringMatching(/TKT-\d{6}-00001/) });
  const listed = await say(priya, 'tickets', '--json');
  expect(JSON.parse(listed.out)).toMatchObject({ plan: { op: 'tickets.list' }, card: { kind: 'ticket_list', rows: [expect.anything()] } });
  expect((await say('yusuf@kabelwerk-sued.example', 'tickets')).out).not.toContain('Printer is down');
});

test('an answer that is an error ends with 1, and so does a stranger', async () => {
  const refused = await say('lena.nobody@kabelwerk-sued.example', 'tickets');
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('There is no active member of staff') });
  expect(await say(priya, 'show TKT-209901-00001')).toMatchObject({ code: 1 });
});
