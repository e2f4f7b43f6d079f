import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestCli, type TestCli } from './cli-kit.ts';

let cli: TestCli;
beforeAll(async () => {
  cli = await openTestCli();
  await cli.run(['tenants', 'add', 'acme', '--name', 'Acme IT', '--zone', 'Europe/London']);
  await cli.run(['tenants', 'add', 'other', '--name', 'Other IT', '--zone', 'Europe/London']);
  for (const tenant of ['acme', 'other']) await cli.run(['customers', 'add', 'Blue Fish', '--tenant', tenant]);
}, 120_000);
afterAll(() => cli.close());

const type = (lines: string[], tenant = 'acme') => cli.run(['shell', '--tenant', tenant], { stdin: `${lines.join('\n')}\n` });
const names = async (tenant: string) =>
  (await cli.run(['customers', 'list', '--tenant', tenant])).out
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split('  ')[0]);
const value = (code: string): string => `\${${code}}`;
const rename = `await sql\`update customers set name = ${value("'Red Fish'")} returning name\``;

test('what is typed is rolled back unless it is committed', async () => {
  const { code, out, err } = await type([rename]);
  expect(out).toContain("name: 'Red Fish'");
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('Rolled back: nothing was changed.') });
  expect(await names('acme')).toEqual(['Blue Fish']);
});

test('.commit keeps it, for this company only', async () => {
  const { out, err } = await type([rename, 'uow.actor.name', '.commit']);
  expect(out).toContain("'cli'");
  expect(err).toContain('Committed.');
  expect(await names('acme')).toEqual(['Red Fish']);
  expect(await names('other')).toEqual(['Blue Fish']);
});

test('it sees one company only and runs as the role that cannot leave it', async () => {
  const { out } = await type(['await sql`select count(*)::int as customers, current_user::text as me from customers`']);
  expect(out).toMatch(/customers: 1, me: 'deskhand_app'/);
});

test('a statement that fails is undone alone, and values are never read as SQL', async () => {
  const lines = [
    'await sql`select nonsense`',
    `await sql\`select ${value('"\'; drop table customers; --"')}::text as said\``,
    `await sql\`insert into customers (tenant_id, id, name, created_at) values (${value('uow.tenantId')}, gen_random_uuid(), 'Kept', now())\``,
    '.commit',
  ];
  const { out } = await type(lines);
  expect(out).toContain('nonsense');
  expect(out).toContain('drop table customers; --"');
  expect(await names('acme')).toEqual(['Kept', 'Red Fish']);
});

test('without a company to choose it asks which', async () => {
  expect(await cli.run(['shell'])).toMatchObject({ code: 2, err: expect.stringContaining('--tenant with one of: acme, other') });
});
