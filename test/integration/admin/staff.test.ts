import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId, type TenantId } from '../../../domain/ids.types.ts';
import { addStaff, type NewStaff } from '../../../domain/people/add-staff.ts';
import { createSignInLink } from '../../../domain/people/create-sign-in-link.ts';
import { endAllAccess } from '../../../domain/people/end-all-access.ts';
import { importStaff } from '../../../domain/people/import-staff.ts';
import { listStaff } from '../../../domain/people/list-staff.ts';
import type { Role } from '../../../domain/people/permissions.rules.ts';
import { type StaffChanges, updateStaff } from '../../../domain/people/update-staff.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { createTenant } from '../../../domain/tenants/create-tenant.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
let company: TenantId;
let companies = 0;

beforeAll(async () => {
  desk = await openTestDesk();
}, 120_000);
afterAll(() => desk.close());

async function newCompany(): Promise<void> {
  company = newId<TenantId>();
  companies += 1;
  const wanted = { slug: `staff-${companies}`, name: 'Staffed', timeZone: 'Europe/Madrid', language: 'es' as const };
  await desk.withTenant(company, system, (uow) => createTenant(uow, wanted));
}

const inCompany = <T>(work: (uow: TenantUnitOfWork) => Promise<T>) => desk.withTenant(company, system, work);
const add = (wanted: NewStaff) => inCompany((uow) => addStaff(uow, wanted));
const update = (email: string, changes: StaffChanges) => inCompany((uow) => updateStaff(uow, email, changes));
const roster = async () => (await inCompany(listStaff)).map((one) => `${one.email} ${one.role}${one.active ? '' : ' off'}`);
const somebodyWaits = () =>
  withClient(desk.fresh.superuserUrl, async (client) => {
    const { rows } = await client.query("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    return rows.length > 0;
  });
const openLinks = async () => (await inCompany((uow) => sqlRows(uow, 'select 1 from sign_in_links where used_at is null'))).length;

test('the first member of a company owns it whatever was asked, later ones get their role or support', async () => {
  await newCompany();
  expect((await add({ email: ' Ana@Staff.example ', name: 'Ana', role: 'viewer' })).role).toBe('owner');
  expect((await add({ email: 'ben@staff.example', name: 'Ben' })).role).toBe('support');
  expect((await add({ email: 'eva@staff.example', name: 'Eva', role: 'manager' })).role).toBe('manager');
  const [ana] = await inCompany(listStaff);
  expect(ana).toMatchObject({ email: 'ana@staff.example', timeZone: 'Europe/Madrid', language: 'es' });
});

test('of two first members added at the same moment one owns the company', async () => {
  await newCompany();
  // A unit begun inside another one joins it; this one must come from outside, as another request would.
  const outside = AsyncLocalStorage.snapshot();
  let second: Promise<Role> | undefined;
  const first = await inCompany(async (uow) => {
    const { role } = await addStaff(uow, { email: 'a@staff.example', name: 'A' });
    let isDone = false;
    second = outside(async () => (await add({ email: 'b@staff.example', name: 'B' })).role).finally(() => {
      isDone = true;
    });
    while (!isDone && !(await somebodyWaits())) await sleep(10);
    return role;
  });
  expect([first, await second]).toEqual(['owner', 'support']);
});

test('the same address is staff once in a company and may be staff in another', async () => {
  await newCompany();
  await add({ email: 'agent@one.example', name: 'Works for two' });
  await expect(add({ email: 'AGENT@one.example', name: 'Again' })).rejects.toMatchObject({ code: 'conflict' });
  expect(await desk.across.unsafeStaffByEmail('agent@one.example')).toHaveLength(2);
});

test('deactivating ends sign-in links at once, and nobody of another company is touched', async () => {
  await newCompany();
  await add({ email: 'boss@staff.example', name: 'Boss' });
  const { id } = await add({ email: 'leaver@staff.example', name: 'Leaver' });
  await inCompany((uow) => createSignInLink(uow, id));
  await desk.withTenant(desk.one.id, system, (uow) => createSignInLink(uow, desk.one.agent));
  await update('leaver@staff.example', { active: false });
  expect(await openLinks()).toBe(0);
  expect(await roster()).toEqual(['boss@staff.example owner', 'leaver@staff.example support off']);
  const others = await desk.withTenant(desk.one.id, system, (uow) => sqlRows(uow, 'select 1 from sign_in_links where used_at is null'));
  expect(others).toHaveLength(1);
});

test('a company never loses its last active owner, neither by role nor by deactivation', async () => {
  await newCompany();
  await add({ email: 'boss@staff.example', name: 'Boss' });
  await expect(update('boss@staff.example', { role: 'admin' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(update('boss@staff.example', { active: false })).rejects.toMatchObject({ code: 'conflict' });
  expect(await roster()).toEqual(['boss@staff.example owner']);
  await add({ email: 'next@staff.example', name: 'Next', role: 'owner' });
  await update('boss@staff.example', { role: 'admin' });
  expect(await roster()).toEqual(['boss@staff.example admin', 'next@staff.example owner']);
});

test('staff of another company cannot be changed by their address', async () => {
  await newCompany();
  await add({ email: 'boss@staff.example', name: 'Boss' });
  await expect(update('agent@two.example', { active: false })).rejects.toMatchObject({ code: 'not_found' });
});

test('ending all access ends every session and link of the company and of no other', async () => {
  await newCompany();
  const { id } = await add({ email: 'boss@staff.example', name: 'Boss' });
  await inCompany((uow) => createSignInLink(uow, id));
  await desk.withTenant(desk.two.id, system, (uow) => createSignInLink(uow, desk.two.agent));
  await inCompany(endAllAccess);
  expect(await openLinks()).toBe(0);
  const others = await desk.withTenant(desk.two.id, system, (uow) => sqlRows(uow, 'select 1 from sign_in_links where used_at is null'));
  expect(others.length).toBeGreaterThan(0);
});

const file = (...lines: string[][]) => ({
  headers: ['E-Mail', 'Name', 'Role', 'Zone', 'Shoe size'],
  records: lines.map((cells, index) => ({ line: index + 2, cells })),
});

test('a staff file adds and changes people, owners first, and changes nothing the second time', async () => {
  await newCompany();
  const table = file(['kim@staff.example', 'Kim', 'Support', '', '40'], ['boss@staff.example', 'Boss', 'OWNER', 'Europe/Paris', '']);
  const first = await inCompany((uow) => importStaff(uow, table));
  expect(first).toEqual({
    changes: [
      { line: 3, what: 'new member of staff boss@staff.example (owner)' },
      { line: 2, what: 'new member of staff kim@staff.example (support)' },
    ],
    unchanged: 0,
    unusedColumns: ['Shoe size'],
  });
  expect(await inCompany((uow) => importStaff(uow, table))).toMatchObject({ changes: [], unchanged: 2 });
  const promoted = await inCompany((uow) => importStaff(uow, file(['kim@staff.example', '', 'manager', '', ''])));
  expect(promoted.changes).toEqual([{ line: 2, what: 'kim@staff.example: role is now manager' }]);
  expect(await roster()).toEqual(['boss@staff.example owner', 'kim@staff.example manager']);
});

test('a staff file with mistakes names line and column of each and changes nothing', async () => {
  await newCompany();
  const bad = file(
    ['boss@staff.example', 'Boss', 'owner', '', ''],
    ['kim@', 'Kim', 'chief', 'Mars', ''],
    ['new@staff.example', '', '', '', ''],
  );
  const refusal = inCompany((uow) => importStaff(uow, bad));
  await expect(refusal).rejects.toMatchObject({ code: 'invalid_input' });
  const { userMessage } = (await refusal.catch((error: unknown) => error)) as { userMessage: string };
  expect(userMessage.split('\n')).toEqual([
    'Nothing was imported. To change in the file:',
    '  line 3, column “E-Mail”: “kim@” must be an e-mail address such as anna@acme.example',
    '  line 3, column “Role”: “chief” must be one of owner, admin, manager, sales, support, viewer',
    '  line 3, column “Zone”: “Mars” must be a time zone such as Europe/London',
  ]);
  const nameless = file(['boss@staff.example', 'Boss', '', '', ''], ['new@staff.example', '', '', '', '']);
  await expect(inCompany((uow) => importStaff(uow, nameless))).rejects.toMatchObject({
    userMessage: expect.stringContaining('line 3: new@staff.example is new and has no name'),
  });
  expect(await roster()).toEqual([]);
});
