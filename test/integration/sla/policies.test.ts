import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { listCalendars } from '../../../domain/calendars/list-calendars.ts';
import { addContract } from '../../../domain/contracts/add-contract.ts';
import { endContract } from '../../../domain/contracts/end-contract.ts';
import { findContract } from '../../../domain/contracts/find-contract.ts';
import { linkContract } from '../../../domain/contracts/link-contract.ts';
import { listContracts } from '../../../domain/contracts/list-contracts.ts';
import { setContractPolicy } from '../../../domain/contracts/set-contract-policy.ts';
import { addCustomer } from '../../../domain/customers/add-customer.ts';
import { newId, type StaffUserId, type TenantId, type TicketId } from '../../../domain/ids.types.ts';
import { addPolicy } from '../../../domain/sla/add-policy.ts';
import { addPolicyFromTemplate } from '../../../domain/sla/add-policy-from-template.ts';
import { findPolicy } from '../../../domain/sla/find-policy.ts';
import { listPolicies } from '../../../domain/sla/list-policies.ts';
import { loadSlaRules } from '../../../domain/sla/load-sla-rules.ts';
import type { PolicyInForce } from '../../../domain/sla/policy-in-force.types.ts';
import { policyTemplates } from '../../../domain/sla/policy-templates.rules.ts';
import { savePolicy } from '../../../domain/sla/save-policy.ts';
import { setDefaultPolicy } from '../../../domain/sla/set-default-policy.ts';
import { setTicketPolicy } from '../../../domain/sla/set-ticket-policy.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { createTenant } from '../../../domain/tenants/create-tenant.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import { promiseOf, startLine } from './service-level-kit.ts';

let desk: TestDesk;
let calendarId: string;
let ticketId: TicketId;
beforeAll(async () => {
  desk = await openTestDesk();
  desk.clock.now = new Date('2026-11-21T12:00:00Z');
  await inOne((uow) => addPolicyFromTemplate(uow, { template: 'silver', isDefault: true }));
  const [calendar] = await inOne(listCalendars);
  calendarId = calendar?.id ?? '';
  const wanted = {
    subject: 'x',
    channel: 'console',
    mailboxId: null,
    requester: null,
    customerId: desk.one.customerId,
    contactId: null,
    triage: null,
  } as const;
  ticketId = (await inOne((uow) => openTicket(uow, wanted))).id;
}, 120_000);
afterAll(() => desk.close());
beforeEach(() => {
  desk.clock.now = new Date('2026-11-21T12:00:00Z');
});

const inOne = <T>(work: (uow: TenantUnitOfWork) => Promise<T>) =>
  desk.withTenant(desk.one.id, { kind: 'staff', userId: desk.one.agent, name: 'Agent' }, work);
const inTwo = <T>(work: (uow: TenantUnitOfWork) => Promise<T>) => desk.withTenant(desk.two.id, system, work);
let counter = 0;
const add = async (more: Parameters<typeof promiseOf>[3] = {}) => {
  counter += 1;
  const name = `Policy ${counter}`;
  const { id } = await inOne((uow) => addPolicy(uow, { name, promise: promiseOf(calendarId, 60, 480, more) }));
  return { id, name };
};
const eventsOf = (type: string) =>
  inOne((uow) =>
    sqlRows<{ data: Record<string, unknown> }>(uow, 'select data from ticket_events where ticket_id = ? and type = ? order by seq', [
      ticketId,
      type,
    ]),
  );

/** Does `work` and says whether the tenant's unfinished tickets were to be looked at again. */
async function wakesAll(work: (uow: TenantUnitOfWork) => Promise<unknown>): Promise<boolean> {
  await inOne((uow) => sqlRows(uow, 'delete from ticket_wakeups returning ticket_id'));
  await inOne(work);
  return (await inOne((uow) => sqlRows(uow, 'select ticket_id from ticket_wakeups'))).length > 0;
}

const loadPolicies = async (uow: TenantUnitOfWork): Promise<PolicyInForce[]> =>
  (await loadSlaRules(uow, { customerId: null, contractId: null })).policies;

describe('a policy', () => {
  it('has a further version for every edit, in force from the edit on', async () => {
    const { id } = await add();
    desk.clock.now = new Date('2026-11-22T09:00:00Z');
    const promise = promiseOf(calendarId, 30, 240, { conditions: { type: 'bug' } });
    expect(await wakesAll((uow) => savePolicy(uow, id, { seenVersion: 1, promise, isActive: true }))).toBe(true);
    const loaded = (await inOne(loadPolicies)).find((one) => one.id === id);
    expect(loaded).toMatchObject({ version: 2, effectiveFrom: desk.clock.now, createdAt: new Date('2026-11-21T12:00:00Z'), ...promise });
    const rows = await inOne((uow) =>
      sqlRows<{ targets: object }>(uow, 'select targets from sla_policy_versions where policy_id = ? order by version', [id]),
    );
    expect(rows.map((row) => row.targets)).toEqual([promiseOf(calendarId, 60, 480).targets, promise.targets]);
    for (const statement of [
      "update sla_policy_versions set targets = '{}' where policy_id = ?",
      'delete from sla_policy_versions where policy_id = ?',
    ]) {
      await expect(inOne((uow) => sqlRows(uow, statement, [id]))).rejects.toThrow(/permission denied/);
    }
  });

  it('is not chosen while it is switched off, and keeps what it promised', async () => {
    const { id, name } = await add();
    await inOne((uow) => savePolicy(uow, id, { seenVersion: 1, promise: promiseOf(calendarId, 60, 480), isActive: false }));
    expect((await inOne(loadPolicies)).map((one) => one.id)).not.toContain(id);
    expect(await inOne((uow) => findPolicy(uow, name))).toMatchObject({
      isActive: false,
      version: 2,
      by: 'agent',
      promise: { targets: { resolution: { default: 480 } } },
    });
  });

  it('tells the second of two people who edit it at once, and overwrites nothing', async () => {
    const { id } = await add();
    const begin = startLine(2);
    const wishes = [30, 45].map((first) =>
      inOne(async (uow) => {
        await begin(uow);
        return savePolicy(uow, id, { seenVersion: 1, promise: promiseOf(calendarId, first, 480), isActive: true });
      }),
    );
    const results = await Promise.allSettled(wishes);
    expect(results.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((one) => one.status === 'rejected')?.reason).toMatchObject({
      code: 'conflict',
      userMessage: expect.stringContaining('(by agent)'),
    });
  });

  it('is the only default, and a default is active and for every ticket', async () => {
    const [plain, picky] = [await add(), await add({ conditions: { priority: 'urgent' } })];
    await expect(inOne((uow) => setDefaultPolicy(uow, picky.id, 1))).rejects.toMatchObject({
      userMessage: expect.stringContaining('has conditions'),
    });
    expect(await wakesAll((uow) => setDefaultPolicy(uow, plain.id, 1))).toBe(true);
    expect((await inOne(listPolicies)).filter((one) => one.isDefault).map((one) => one.name)).toEqual([plain.name]);
    const off = { seenVersion: 1, promise: promiseOf(calendarId, 60, 480), isActive: false };
    await expect(inOne((uow) => savePolicy(uow, plain.id, off))).rejects.toMatchObject({
      userMessage: expect.stringContaining('cannot be switched off'),
    });
    const choosy = { seenVersion: 1, promise: promiseOf(calendarId, 60, 480, { conditions: { type: 'bug' } }), isActive: true };
    await expect(inOne((uow) => savePolicy(uow, plain.id, choosy))).rejects.toMatchObject({
      userMessage: expect.stringContaining('cannot be given conditions'),
    });
    await expect(inOne((uow) => setDefaultPolicy(uow, plain.id, 7))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('names only what exists in the company', async () => {
    const strangers = { customerIds: [desk.two.customerId] };
    await expect(add({ conditions: strangers })).rejects.toMatchObject({ code: 'not_found' });
    await expect(add({ calendarId: newId<string>() })).rejects.toMatchObject({ code: 'not_found' });
    const tell = (userId: string) =>
      ({ steps: [{ level: 'breach', afterMinutes: 0, act: 'notify', whom: [{ kind: 'user', userId }] }] }) as const;
    await expect(add({ ...tell(desk.two.agent), steps: [...tell(desk.two.agent).steps] as never })).rejects.toMatchObject({
      code: 'not_found',
    });
    const gone = newId<StaffUserId>();
    await inOne((uow) =>
      sqlRows(
        uow,
        "insert into staff_users (tenant_id, id, email, name, role, active, time_zone, language, created_at) values (?, ?, 'gone@one.example', 'Gone', 'support', false, 'UTC', 'en', now()) returning id",
        [desk.one.id, gone],
      ),
    );
    await expect(add({ steps: [...tell(gone).steps] as never })).rejects.toMatchObject({
      userMessage: expect.stringContaining('Gone has no access any more'),
    });
    expect(
      await add({ conditions: { customerIds: [desk.one.customerId] }, steps: [...tell(desk.one.agent).steps] as never }),
    ).toBeDefined();
  });

  it('has a name once, whatever the case', async () => {
    const { name } = await add();
    await expect(
      inOne((uow) => addPolicy(uow, { name: name.toUpperCase(), promise: promiseOf(calendarId, 60, 480) })),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('looks to another company as if it were not there', async () => {
    const { id, name } = await add();
    for (const ref of [id, name]) await expect(inTwo((uow) => findPolicy(uow, ref))).rejects.toMatchObject({ code: 'not_found' });
    expect([await inTwo(loadPolicies), await inTwo(listPolicies)]).toEqual([[], []]);
    await expect(inTwo((uow) => setDefaultPolicy(uow, id, 1))).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      inTwo((uow) => savePolicy(uow, id, { seenVersion: 1, promise: promiseOf(calendarId, 1, 1), isActive: true })),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(inTwo((uow) => addPolicy(uow, { name: 'Theirs', promise: promiseOf(calendarId, 60, 480) }))).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('the built-in templates', () => {
  it('become policies over calendars that are made once, in the company’s own zone', async () => {
    const tenantId = newId<TenantId>();
    const inNew = <T>(work: (uow: TenantUnitOfWork) => Promise<T>) => desk.withTenant(tenantId, system, work);
    await inNew((uow) => createTenant(uow, { name: 'Neu', slug: 'neu', timeZone: 'Europe/Berlin', language: 'de' }));
    expect((await inNew(listPolicies)).map((one) => [one.name, one.isDefault, one.calendar])).toEqual([
      ['Standard business', true, 'Office hours'],
    ]);
    for (const { key } of policyTemplates) await inNew((uow) => addPolicyFromTemplate(uow, { template: key, name: `My ${key}` }));
    expect((await inNew(listCalendars)).map((one) => `${one.name} ${one.hours.timeZone}`)).toEqual([
      'Office hours Europe/Berlin',
      'Around the clock UTC',
      'Mon–Fri 08:00–18:00 Europe/Berlin',
      'Mon–Fri 09:00–17:00 Europe/Berlin',
      'Mon–Sat 08:00–20:00 Europe/Berlin',
    ]);
    expect(await inNew(listPolicies)).toHaveLength(1 + policyTemplates.length);
    await expect(inNew((uow) => addPolicyFromTemplate(uow, { template: 'platinum' }))).rejects.toMatchObject({
      userMessage: expect.stringContaining('There are: Standard business'),
    });
  });
});

describe('a contract', () => {
  const wanted = () => ({ customerId: desk.one.customerId, name: 'Care', startsOn: '2026-01-01' });

  it('is numbered by the year in each company for itself, and found however its number is written', async () => {
    const numbers = [await inOne((uow) => addContract(uow, wanted())), await inOne((uow) => addContract(uow, wanted()))].map(
      (one) => one.number,
    );
    expect(numbers).toEqual(['SC-2026-00001', 'SC-2026-00002']);
    expect((await inTwo((uow) => addContract(uow, { ...wanted(), customerId: desk.two.customerId }))).number).toBe('SC-2026-00001');
    expect(await inOne((uow) => findContract(uow, 'sc-2026-2'))).toMatchObject({
      number: 'SC-2026-00002',
      customer: 'Acme',
      startsOn: '2026-01-01',
      endsOn: null,
      status: 'active',
    });
    expect((await inTwo((uow) => listContracts(uow))).map((one) => one.customerId)).toEqual([desk.two.customerId]);
    await expect(inTwo((uow) => findContract(uow, 'SC-2026-00002'))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('names a policy, has tickets looked at again, and ends', async () => {
    const { id } = await add();
    let number = '';
    expect(await wakesAll(async (uow) => (number = (await addContract(uow, { ...wanted(), slaPolicyId: id })).number))).toBe(true);
    const contract = await inOne((uow) => findContract(uow, number));
    expect((await inOne((uow) => findPolicy(uow, id))).contracts).toEqual([number]);
    expect(await wakesAll((uow) => setContractPolicy(uow, contract.id, null, 1))).toBe(true);
    await expect(inOne((uow) => setContractPolicy(uow, contract.id, id, 1))).rejects.toMatchObject({ code: 'conflict' });
    await expect(inOne((uow) => endContract(uow, contract.id, { lastDay: '2026-11-20' }))).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await wakesAll((uow) => endContract(uow, contract.id, { lastDay: '2026-12-31', seenVersion: 2 }))).toBe(true);
    expect(await inOne((uow) => findContract(uow, number))).toMatchObject({ status: 'active', endsOn: '2026-12-31', version: 3 });
    expect(await inOne((uow) => endContract(uow, contract.id, { lastDay: null }))).toEqual({ number, lastDay: '2026-11-21' });
    expect(await inOne((uow) => findContract(uow, number))).toMatchObject({ status: 'cancelled', endsOn: '2026-11-21' });
    await expect(inOne((uow) => endContract(uow, contract.id, { lastDay: null }))).rejects.toMatchObject({
      userMessage: expect.stringContaining('has ended already'),
    });
  });

  it.each([
    ['a customer of another company', () => ({ customerId: desk.two.customerId }), 'not_found'],
    ['a policy there is not', () => ({ slaPolicyId: newId<string>() }), 'not_found'],
    ['an end before its start', () => ({ endsOn: '2025-12-31' }), 'invalid_input'],
    ['a type there is not', () => ({ type: 'handshake' as 'warranty' }), 'invalid_input'],
  ])('is refused with %s', async (_what, change, code) => {
    await expect(inOne((uow) => addContract(uow, { ...wanted(), ...change() }))).rejects.toMatchObject({ code });
  });
});

describe('a ticket', () => {
  const versionOf = async () =>
    (await inOne((uow) => sqlRows<{ version: number }>(uow, 'select version from tickets where id = ?', [ticketId])))[0]?.version ?? 0;

  it('is linked to a contract of its customer only, once, and the log says so', async () => {
    const contract = await inOne((uow) => addContract(uow, { customerId: desk.one.customerId, name: 'Link', startsOn: '2026-01-01' }));
    const other = await inOne((uow) => addCustomer(uow, { name: 'Other' }));
    const theirs = await inOne((uow) => addContract(uow, { customerId: other.id, name: 'Theirs', startsOn: '2026-01-01' }));
    const before = await versionOf();
    expect(await inOne((uow) => linkContract(uow, ticketId, contract.id, before))).toMatchObject({
      contract: contract.number,
      version: before + 1,
      changed: true,
    });
    expect(await inOne((uow) => linkContract(uow, ticketId, contract.id))).toMatchObject({ changed: false, version: before + 1 });
    await expect(inOne((uow) => linkContract(uow, ticketId, null, before))).rejects.toMatchObject({ code: 'conflict' });
    await expect(inOne((uow) => linkContract(uow, ticketId, theirs.id))).rejects.toMatchObject({
      userMessage: expect.stringContaining('is a contract of Other'),
    });
    await expect(inTwo((uow) => linkContract(uow, ticketId, null))).rejects.toMatchObject({ code: 'not_found' });
    await inOne((uow) => linkContract(uow, ticketId, null));
    expect((await eventsOf('contract_linked')).map((event) => event.data.contractId)).toEqual([contract.id, null]);
  });

  it('has a policy set by hand, an active one of its own company, and the log says so', async () => {
    const { id, name } = await add();
    const before = await versionOf();
    expect(await inOne((uow) => setTicketPolicy(uow, ticketId, id, before))).toMatchObject({ policy: name, changed: true });
    expect(await inOne((uow) => setTicketPolicy(uow, ticketId, id))).toMatchObject({ changed: false });
    await expect(inOne((uow) => setTicketPolicy(uow, ticketId, null, before))).rejects.toMatchObject({ code: 'conflict' });
    await expect(inTwo((uow) => setTicketPolicy(uow, ticketId, id))).rejects.toMatchObject({ code: 'not_found' });
    const off = await add();
    await inOne((uow) => savePolicy(uow, off.id, { seenVersion: 1, promise: promiseOf(calendarId, 60, 480), isActive: false }));
    await expect(inOne((uow) => setTicketPolicy(uow, ticketId, off.id))).rejects.toMatchObject({
      userMessage: expect.stringContaining('switched off'),
    });
    const applied = (await eventsOf('sla_applied')).at(-1)?.data;
    expect(applied).toMatchObject({ policyId: id, version: 1 });
    await inOne((uow) => setTicketPolicy(uow, ticketId, null));
    expect((await eventsOf('sla_policy_set')).map((event) => event.data.policyId)).toEqual([id, null]);
  });
});
