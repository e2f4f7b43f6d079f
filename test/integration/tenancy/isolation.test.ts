import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Customer } from '../../../domain/customers/customers.entity.ts';
import { createDatabase } from '../../../domain/database/orm.ts';
import { newId, type TenantId, type TicketId } from '../../../domain/ids.types.ts';
import { isolationFaults } from '../../../domain/tenancy/self-check.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { Ticket } from '../../../domain/tickets/tickets.entity.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';

let desk: TestDesk;
let foreign: { id: TicketId; number: string };

beforeAll(async () => {
  desk = await openTestDesk({ pool: 5 });
  foreign = await open(desk.two, 'of the other company');
}, 120_000);
afterAll(() => desk.close());

const open = (tenant: TestTenant, subject: string) =>
  desk.withTenant(tenant.id, system, (uow) =>
    openTicket(uow, {
      subject,
      channel: 'console',
      mailboxId: null,
      requester: null,
      customerId: tenant.customerId,
      contactId: null,
      triage: null,
    }),
  );
const subjectOfForeign = async (): Promise<string | undefined> =>
  (
    await desk.withTenant(desk.two.id, system, (uow) =>
      sqlRows<{ subject: string }>(uow, 'select subject from tickets where id = ?', [foreign.id]),
    )
  )[0]?.subject;

describe('a unit of work', () => {
  it('cannot be opened without a tenant', async () => {
    for (const id of ['', 'rubbish', undefined as unknown as string]) {
      await expect(desk.withTenant(id as TenantId, system, async () => 1)).rejects.toMatchObject({ code: 'no_tenant' });
    }
  });

  it('sees no row of another tenant by id, raw SQL, query builder, count or filterless find', async () => {
    await desk.withTenant(desk.one.id, system, async (uow) => {
      expect(await uow.em.findOne(Ticket, { id: foreign.id })).toBeNull();
      expect(await uow.em.findOne(Ticket, { id: foreign.id }, { filters: false })).toBeNull();
      expect(await uow.em.count(Ticket, { number: foreign.number, tenantId: desk.two.id }, { filters: false })).toBe(0);
      expect(await sqlRows(uow, 'select * from tickets where tenant_id = ?', [desk.two.id])).toEqual([]);
      expect(await uow.em.createQueryBuilder(Ticket).select('*').where({ tenantId: desk.two.id }).execute()).toEqual([]);
      expect(await sqlRows(uow, 'select * from tenants where id = ?', [desk.two.id])).toEqual([]);
    });
  });

  it('changes and deletes no row of another tenant', async () => {
    await desk.withTenant(desk.one.id, system, async (uow) => {
      expect(await sqlRun(uow, "update tickets set subject = 'stolen' where id = ?", [foreign.id])).toBe(0);
      expect(await uow.em.nativeUpdate(Ticket, { id: foreign.id }, { subject: 'stolen' }, { filters: false })).toBe(0);
      expect(await uow.em.nativeDelete(Ticket, { id: foreign.id }, { filters: false })).toBe(0);
      expect(await sqlRun(uow, 'delete from customers where tenant_id = ?', [desk.two.id])).toBe(0);
    });
    expect(await subjectOfForeign()).toBe('of the other company');
  });

  it('cannot change a foreign row through a reference', async () => {
    const write = desk.withTenant(desk.one.id, system, async (uow) => {
      const reference = uow.em.getReference(Ticket, foreign.id);
      uow.em.assign(reference, { subject: 'stolen' });
      await uow.em.flush();
      expect(await sqlRows(uow, "select 1 from tickets where subject = 'stolen'")).toEqual([]);
    });
    await write.catch((error: Error) => expect(error.name).toMatch(/OptimisticLock/));
    expect(await subjectOfForeign()).toBe('of the other company');
  });

  it('cannot insert, move or upsert a row into another tenant', async () => {
    const row = { id: newId<never>(), name: 'Mallory', domains: [], createdAt: new Date() };
    const attempts: ((uow: TenantUnitOfWork) => Promise<unknown>)[] = [
      (uow) => uow.em.insert(Customer, { ...row, tenantId: desk.two.id }),
      (uow) => uow.em.upsert(Customer, { ...row, id: desk.two.customerId, tenantId: desk.two.id }),
      (uow) => uow.em.upsert(Customer, { ...row, id: desk.two.customerId, tenantId: desk.one.id }),
      (uow) => sqlRun(uow, 'update customers set tenant_id = ?', [desk.two.id]),
    ];
    for (const attempt of attempts)
      await expect(desk.withTenant(desk.one.id, system, attempt)).rejects.toThrow(/row-level security|RowLevelSecurity/i);
    const names = await desk.withTenant(desk.two.id, system, (uow) => sqlRows<{ name: string }>(uow, 'select name from customers'));
    expect(names).toEqual([{ name: 'Acme' }]);
  });

  it('cannot point a row of its own at a parent of another tenant', async () => {
    const point = desk.withTenant(desk.one.id, system, (uow) =>
      openTicket(uow, {
        subject: 'x',
        channel: 'console',
        mailboxId: null,
        requester: null,
        customerId: desk.two.customerId,
        contactId: null,
        triage: null,
      }),
    );
    await expect(point).rejects.toThrow(/foreign key/i);
  });

  it('joins an open unit of the same tenant and refuses another tenant’s', async () => {
    await desk.withTenant(desk.one.id, system, async (outer) => {
      await desk.withTenant(desk.one.id, system, async (inner) => expect(inner.em).toBe(outer.em));
      await expect(desk.withTenant(desk.two.id, system, async () => 1)).rejects.toMatchObject({ code: 'tenant_mismatch' });
    });
  });

  it('nests on a pool of the same size without waiting for itself', async () => {
    const nested = Array.from({ length: 5 }, () =>
      desk.withTenant(desk.one.id, system, () => desk.withTenant(desk.one.id, system, async () => 'done')),
    );
    expect(await Promise.all(nested)).toEqual(Array(5).fill('done'));
  });

  it('keeps 200 interleaved units of two tenants apart on a pool of five, a seventh of them rolled back', async () => {
    const wrong: string[] = [];
    const runs = Array.from({ length: 200 }, (_, i) => {
      const tenant = i % 2 === 0 ? desk.one : desk.two;
      return desk
        .withTenant(tenant.id, system, async (uow) => {
          await sqlRun(uow, 'insert into customers (tenant_id, id, name, created_at) values (?, ?, ?, now())', [
            tenant.id,
            newId<string>(),
            `inter ${i}`,
          ]);
          const seen = await sqlRows<{ tenant_id: string }>(uow, 'select distinct tenant_id from customers');
          if (seen.length !== 1 || seen[0]?.tenant_id !== tenant.id) wrong.push(`unit ${i}`);
          if (i % 7 === 0) throw new Error('rolled back on purpose');
        })
        .catch((error: Error) => {
          if (error.message !== 'rolled back on purpose') throw error;
        });
    });
    await Promise.all(runs);
    expect(wrong).toEqual([]);
    const count = (tenant: TestTenant) =>
      desk.withTenant(tenant.id, system, (uow) =>
        sqlRows<{ n: string }>(uow, "select count(*) as n from customers where name like 'inter %'"),
      );
    expect([Number((await count(desk.one))[0]?.n), Number((await count(desk.two))[0]?.n)]).toEqual([85, 86]);
  });

  it('gives an error, not rows, to a query without a tenant', async () => {
    await expect(desk.database.em.getConnection().execute('select * from tickets')).rejects.toThrow(/app\.tenant_id|uuid/);
    await expect(desk.database.em.fork().find(Ticket, {})).rejects.toThrow();
    await expect(desk.database.em.fork().find(Ticket, {}, { filters: false })).rejects.toThrow(/app\.tenant_id|uuid/);
  });

  it('lets even the owner of the tables see nothing without a tenant', async () => {
    await expect(withClient(desk.fresh.ownerUrl, (client) => client.query('select * from tickets'))).rejects.toThrow(/app\.tenant_id|uuid/);
  });
});

describe('numbers', () => {
  it('are consecutive per tenant under 200 openings at once, and two tenants may hold the same', async () => {
    const before = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows<{ n: number }>(uow, 'select count(*)::int as n from tickets'),
    );
    const opened = await Promise.all(Array.from({ length: 200 }, (_, i) => open(desk.one, `number ${i}`)));
    const last = opened.map((ticket) => Number(ticket.number.slice(-5))).toSorted((a, b) => a - b);
    const first = (before[0]?.n ?? 0) + 1;
    expect(last).toEqual(Array.from({ length: 200 }, (_, i) => first + i));
    expect(opened.map((ticket) => ticket.number)).toContain(foreign.number);
  });
});

describe('the event log', () => {
  it('refuses updates and deletes, for the application and for the owner', async () => {
    const tryBoth = (sql: string) => [
      () => desk.withTenant(desk.two.id, system, (uow) => sqlRun(uow, sql)),
      () =>
        withClient(desk.fresh.ownerUrl, async (client) => {
          await client.query(`select set_config('app.tenant_id', '${desk.two.id}', false)`);
          await client.query(sql);
        }),
    ];
    for (const attempt of [...tryBoth("update ticket_events set type = 'gone'"), ...tryBoth('delete from ticket_events')]) {
      await expect(attempt()).rejects.toThrow(/append-only|permission denied/);
    }
  });
});

describe('the start-up self-check', () => {
  const damaged = async (sql: string, mend: string): Promise<string[]> => {
    await withClient(desk.fresh.superuserUrl, (client) => client.query(sql));
    try {
      return await isolationFaults(desk.database);
    } finally {
      await withClient(desk.fresh.superuserUrl, (client) => client.query(mend));
    }
  };
  const policy =
    "create policy tenant_isolation on customers to deskhand_app, deskhand_owner using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check (tenant_id = (current_setting('app.tenant_id'::text))::uuid)";

  it('finds nothing wrong in a fresh database', async () => {
    expect(await isolationFaults(desk.database)).toEqual([]);
  });

  it('names a table whose policy was dropped, whose row security is off or not forced, or that got a loose policy', async () => {
    expect(await damaged('drop policy tenant_isolation on customers', policy)).toEqual(['table customers lacks its tenant policy']);
    expect(await damaged('alter table tickets no force row level security', 'alter table tickets force row level security')).toEqual([
      'table tickets does not force row security',
    ]);
    expect(await damaged('alter table tickets disable row level security', 'alter table tickets enable row level security')).toEqual([
      'table tickets has row security switched off',
    ]);
    expect(await damaged('create policy loose on tickets using (true)', 'drop policy loose on tickets')).toEqual([
      'table tickets has a further policy that applies to the application role',
    ]);
    expect(await damaged('create table notes (tenant_id uuid)', 'drop table notes')).toHaveLength(3);
    expect(await isolationFaults(desk.database)).toEqual([]);
  });

  it('names a role that could bypass, looks across or owns a table', async () => {
    const role = `loose_${desk.fresh.name}`;
    const url = new URL(desk.fresh.appUrl);
    url.username = role;
    // A role of its own: roles belong to the whole server, and other test files use it now.
    await withClient(desk.fresh.superuserUrl, async (client) => {
      await client.query(`create role ${role} login bypassrls password '${decodeURIComponent(url.password)}' in role deskhand_lookup`);
      await client.query(`grant connect on database ${desk.fresh.name} to ${role}`);
      await client.query(`create table owned_by_app (id int); alter table owned_by_app owner to ${role}`);
    });
    const loose = createDatabase({ url: url.href, pool: 2, contextName: role });
    try {
      expect(await isolationFaults(loose)).toEqual(
        expect.arrayContaining([
          `role ${role} may bypass row security`,
          `role ${role} owns tables`,
          `role ${role} is a member of deskhand_lookup`,
        ]),
      );
    } finally {
      await loose.close(true);
      await withClient(desk.fresh.superuserUrl, (client) => client.query(`drop owned by ${role}; drop role ${role}`));
    }
  });
});
