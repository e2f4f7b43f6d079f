import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestCli, type TestCli } from './cli-kit.ts';

let cli: TestCli;
beforeAll(async () => {
  cli = await openTestCli();
}, 120_000);
afterAll(() => cli.close());

async function ok(...words: string[]): Promise<string> {
  const { code, out, err } = await cli.run(words);
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return out;
}

test('before there is a company every command about one says how to create it', async () => {
  const { code, err } = await cli.run(['people', 'list']);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('`deskhand tenants add` creates one') });
});

test('a company is set up from nothing: company, staff, customers, contacts', async () => {
  expect(await ok('tenants', 'add', 'acme', '--name', 'Acme IT', '--zone', 'Europe/Vienna', '--language', 'de')).toContain('Created acme.');
  expect(await ok('people', 'add', 'boss@acme.example', '--name', 'Bo Ss', '--role', 'viewer')).toContain('as owner (the first member');
  expect(await ok('people', 'add', 'help@acme.example', '--name', 'Hel P')).toContain('as support');
  await ok('customers', 'add', 'Blue Fish', '--domain', 'blue-fish.example', '--domain', 'fish.example');
  await ok(
    'contacts',
    'add',
    'Fin',
    '--customer',
    'blue fish',
    '--email',
    'fin@fish.example',
    '--email',
    'fin@home.example',
    '--phone',
    '+43 1',
  );
  expect(await ok('people', 'list')).toMatch(/boss@acme.example +Bo Ss +owner +active +Europe\/Vienna +de/);
  expect(await ok('customers', 'list')).toMatch(/Blue Fish +1 +blue-fish.example fish.example/);
  expect(await ok('contacts', 'list')).toMatch(/Fin +Blue Fish +fin@fish.example fin@home.example/);
});

test('with a second company a command must say which one, and touches only that', async () => {
  await ok('tenants', 'add', 'other', '--name', 'Other IT', '--zone', 'Europe/Rome');
  const vague = await cli.run(['people', 'list']);
  expect(vague).toMatchObject({ code: 2, err: expect.stringContaining('--tenant with one of: acme, other') });
  const unknown = await cli.run(['people', 'list', '--tenant', 'third']);
  expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('no company “third”. There are: acme, other') });
  expect(await ok('people', 'list', '--tenant', 'other')).not.toContain('boss@acme.example');
  expect(await ok('contacts', 'list', '--tenant', 'acme')).toContain('fin@fish.example');
});

test('roles and access are changed by address, but the last owner stays', async () => {
  await ok('people', 'update', 'help@acme.example', '--role', 'admin', '--tenant', 'acme');
  await ok('people', 'deactivate', 'help@acme.example', '--tenant', 'acme');
  expect(await ok('people', 'list', '--tenant', 'acme')).toMatch(/help@acme.example .*admin +deactivated/);
  await ok('people', 'reactivate', 'help@acme.example', '--tenant', 'acme');
  const last = await cli.run(['people', 'deactivate', 'boss@acme.example', '--tenant', 'acme']);
  expect(last).toMatchObject({ code: 1, err: expect.stringContaining('no active owner') });
});

test('what a person typed wrong is said in one line that tells what to do', async () => {
  const wrong = await cli.run(['customers', 'add', 'X', '--domain', 'gmail.com', '--tenant', 'acme']);
  expect(wrong).toMatchObject({
    code: 1,
    err: 'Nothing was saved: domains 1 must be the customer’s own domain, not a public mail provider’s.\n',
  });
  const missing = await cli.run(['people', 'add', 'x@y.example', '--tenant', 'acme']);
  expect(missing).toMatchObject({ code: 2, err: '--name is needed. See `deskhand help`.\n' });
  const nobody = await cli.run(['people', 'update', 'who@y.example', '--tenant', 'acme']);
  expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('“who@y.example”') });
});

const semicolons = 'Firma;Ansprechpartner;E-Mail\r\nGrün AG;Jörg "Joe" Weiß;joerg@gruen.example\r\n';
const withQuotes = '\ufeffcustomer,contact,email\n"Grün AG","Eva\nZwei","eva@gruen.example"\n"Other, Ltd",Sam,sam@other.example\n';

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(cli.folder, name);
  await writeFile(path, content);
  return path;
}

test('a spreadsheet file in Windows-1252 with semicolons is understood, and a dry run changes nothing', async () => {
  const path = await file('excel.csv', Buffer.from(semicolons.replaceAll('"', '').replace('Joe ', ''), 'latin1'));
  const dry = await ok('customers', 'import', path, '--dry-run', '--tenant', 'other');
  expect(dry.split('\n')).toEqual([
    'line 2: new customer Grün AG',
    'line 2: new contact Jörg Weiß of Grün AG',
    'line 2: Jörg Weiß: new address joerg@gruen.example',
    'Would make 3 changes, 0 lines as before. Nothing was changed (--dry-run).',
    '',
  ]);
  expect(await ok('contacts', 'list', '--tenant', 'other')).not.toContain('Jörg');
  expect(await ok('customers', 'import', path, '--tenant', 'other')).toContain('Imported: 3 changes');
  expect(await ok('customers', 'import', path, '--tenant', 'other')).toContain('Imported: 0 changes, 1 line as before.');
  expect(await ok('contacts', 'list', '--tenant', 'other')).toContain('Jörg Weiß');
});

test('a cell over two lines is named by its first line when it is refused', async () => {
  const path = await file('quotes.csv', withQuotes);
  const refused = await cli.run(['customers', 'import', path, '--tenant', 'other']);
  expect(refused.code).toBe(1);
  expect(refused.err.split('\n')[1]).toMatch(/^ {2}line 2, column “contact”: “Eva\n?/);
  const fixed = await file('fixed.csv', withQuotes.replace('Eva\nZwei', 'Eva Zwei'));
  expect(await ok('customers', 'import', fixed, '--tenant', 'other')).toContain('new customer Other, Ltd');
});

test.each([
  ['an empty file', '', 'the file is empty'],
  ['an open quotation mark', 'customer,contact\n"a,b\n', 'quotation mark'],
  ['no known column', 'colour,size\nred,1\n', 'line 1: needs a column “customer” or “contact”; found: colour, size'],
  ['a line that names nobody', 'customer,phone\n,123\n', 'line 2: names neither a customer nor a contact'],
])('%s is refused with a reason', async (_what, content, message) => {
  const path = await file('bad.csv', content);
  expect(await cli.run(['customers', 'import', path, '--tenant', 'other'])).toMatchObject({
    code: 1,
    err: expect.stringContaining(message),
  });
});

test('staff come from a file too, and a file that is not there is named', async () => {
  const path = await file('staff.csv', 'email,name,role\nlea@other.example,Lea,owner\nmo@other.example,Mo,\n');
  expect(await ok('people', 'import', path, '--tenant', 'other')).toContain('Imported: 2 changes');
  const missing = await cli.run(['people', 'import', join(cli.folder, 'none.csv'), '--tenant', 'other']);
  expect(missing).toMatchObject({ code: 1, err: `There is no file or folder ${join(cli.folder, 'none.csv')}.\n` });
});
