import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { listContacts } from '../../../domain/customers/list-contacts.ts';
import { listCustomers } from '../../../domain/customers/list-customers.ts';
import { createDatabase, type Database } from '../../../domain/database/orm.ts';
import { newId, type TenantId } from '../../../domain/ids.types.ts';
import { listMailboxes } from '../../../domain/mailboxes/list-mailboxes.ts';
import { listStaff } from '../../../domain/people/list-staff.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { createWithTenant, type WithTenant } from '../../../domain/tenancy/unit-of-work.ts';
import { createAcrossTenants } from '../../../domain/tenancy/unsafe-across-tenants.ts';
import { createTenant } from '../../../domain/tenants/create-tenant.ts';
import { seedDemoCompany } from '../../../server/demo/demo-company.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { silent, system } from '../../support/desk.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';

let fresh: FreshDatabase;
let database: Database;
let withTenant: WithTenant;
let seed: () => ReturnType<typeof seedDemoCompany>;

beforeAll(async () => (await freshDatabase()).drop(), 120_000);
beforeEach(async () => {
  fresh = await freshDatabase();
  database = createDatabase({ url: fresh.appUrl, pool: 3, contextName: fresh.name });
  withTenant = createWithTenant({ database });
  // The demo holds no password, so there is nothing to seal.
  const keyRing = { seal: (): string => fail() };
  seed = () => seedDemoCompany({ withTenant, across: createAcrossTenants(database, silent), keyRing, env: { DEMO_MAILBOX_PORT: 2599 } });
});
afterEach(async () => {
  await database.close(true);
  await fresh.drop();
});

function fail(): never {
  throw new Error('the demo sealed a secret');
}

const tenants = () => createAcrossTenants(database, silent).unsafeListTenants();
const counts = async () => {
  const tables = [
    'tenants',
    'staff_users',
    'customers',
    'contacts',
    'contact_addresses',
    'mailboxes',
    'calendars',
    'teams',
    'on_call_shifts',
    'kb_articles',
    'kb_postings',
  ];
  const sql = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ');
  return (await withClient(fresh.superuserUrl, (client) => client.query(`select ${sql}`))).rows[0];
};

test('the demo has two companies in two languages, each with enough to try everything', async () => {
  const seeded = await seed();
  expect(seeded).toMatchObject({ isNew: true, tenants: [{ slug: 'northwind' }, { slug: 'kabelwerk' }] });
  for (const { id, slug } of await tenants()) {
    await withTenant(id, system, async (uow) => {
      const staff = await listStaff(uow);
      expect(staff.length).toBeGreaterThanOrEqual(4);
      expect(new Set(staff.map((one) => one.role)).size).toBeGreaterThanOrEqual(4);
      expect(staff.filter((one) => one.role === 'owner').map((one) => one.email)).toEqual([
        seeded.tenants.find((one) => one.slug === slug)?.owner,
      ]);
      expect((await listCustomers(uow)).length).toBeGreaterThanOrEqual(5);
      const contacts = await listContacts(uow);
      expect(contacts.length).toBeGreaterThanOrEqual(10);
      expect(contacts.some((contact) => contact.addresses.length > 1)).toBe(true);
      const mailboxes = await listMailboxes(uow);
      expect(mailboxes).toHaveLength(2);
      for (const { imap, smtp } of mailboxes)
        expect({ imap, smtp }).toEqual({ imap: null, smtp: { host: '127.0.0.1', port: 2599, secure: false, user: null } });
      const [calendar] = await sqlRows<{ holidays: string[]; is_default: boolean }>(uow, 'select holidays, is_default from calendars');
      expect(calendar).toMatchObject({ is_default: true, holidays: expect.arrayContaining(['2026-12-25']) });
      expect(await sqlRows(uow, 'select acknowledge, language from tenants')).toEqual([
        { acknowledge: true, language: slug === 'northwind' ? 'en' : 'de' },
      ]);
      const addresses = [
        ...staff.map((one) => one.email),
        ...mailboxes.map((one) => one.address),
        ...contacts.flatMap((one) => one.addresses),
      ];
      expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([]);
    });
  }
});

test('seeding again changes nothing', async () => {
  await seed();
  const before = await counts();
  expect(await seed()).toEqual({ isNew: false, tenants: [] });
  expect(await counts()).toEqual(before);
});

test('a database with a company of its own gets no demo', async () => {
  const real = { slug: 'real', name: 'Real', timeZone: 'UTC', language: 'en' as const };
  await withTenant(newId<TenantId>(), system, (uow) => createTenant(uow, real));
  expect(await seed()).toEqual({ isNew: false, tenants: [] });
  expect(await counts()).toMatchObject({ tenants: 1, customers: 0 });
});

test('a seed that was cut off after its first company is completed by the next', async () => {
  await seed();
  const whole = await counts();
  const [, second] = await tenants();
  await withClient(fresh.superuserUrl, async (client) => {
    // Without triggers, so that the order of the tables does not matter.
    await client.query('set session_replication_role = replica');
    const { rows } = await client.query(
      "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id'",
    );
    for (const { name } of rows) await client.query(`delete from ${name} where tenant_id = $1`, [second?.id]);
    await client.query('delete from tenants where id = $1', [second?.id]);
  });
  expect((await seed()).isNew).toBe(true);
  expect(await counts()).toEqual(whole);
});
