import { addCalendar } from '../../domain/calendars/add-calendar.ts';
import type { WeekHours } from '../../domain/calendars/calendar.types.ts';
import { Customer } from '../../domain/customers/customers.entity.ts';
import { type CustomerId, newId, type TenantId, type TicketId } from '../../domain/ids.types.ts';
import { addPolicy } from '../../domain/sla/add-policy.ts';
import type { PolicyPromise } from '../../domain/sla/rules-draft.types.ts';
import { Tenant } from '../../domain/tenancy/tenant.entity.ts';
import { openTicket } from '../../domain/tickets/open-ticket.ts';
import { inParallel } from '../../workflows/activities/in-parallel.ts';
import type { ClockLab } from './clock-lab.ts';

/** A company whose resting tickets are due in hours, and one customer of it whose tickets are due on the minute. */
export type ClockCompany = { id: TenantId; hasty: CustomerId };
export type DueTicket = { id: TicketId; dueAt: number };

const actor = { kind: 'system', name: 'bench' } as const;
const lanes = 8;
/** A ticket that is to be due at an instant was received this long before. */
const hastyMinutes = 60;

/** Adds the company with its calendar and both policies. */
export async function addClockCompany({ withTenant }: ClockLab): Promise<ClockCompany> {
  const [id, hasty] = [newId<TenantId>(), newId<CustomerId>()];
  await withTenant(id, actor, async (uow) => {
    const createdAt = uow.now;
    await uow.em.insert(Tenant, { id, name: 'Clocks', slug: 'clocks', timeZone: 'UTC', language: 'en', acknowledge: false, createdAt });
    await uow.em.insert(Customer, { tenantId: id, id: hasty, name: 'Hasty', domains: [], createdAt });
    const always: [string, string][] = [['00:00', '24:00']];
    const hours: WeekHours = { '0': always, '1': always, '2': always, '3': always, '4': always, '5': always, '6': always };
    const calendar = await addCalendar(uow, { name: 'Always', timeZone: 'UTC', hours, isDefault: true });
    const rest = { calendarId: calendar.id, pausing: {}, criticalPercent: null, steps: [] } as const;
    const resting: PolicyPromise = {
      ...rest,
      steps: [],
      targets: { firstResponse: { default: 1_440 }, resolution: { default: 4_320 } },
      warningPercent: 80,
      conditions: {},
    };
    const onTheMinute: PolicyPromise = {
      ...rest,
      steps: [],
      targets: { firstResponse: { default: hastyMinutes } },
      warningPercent: null,
      conditions: { customerIds: [hasty] },
    };
    await addPolicy(uow, { name: 'Resting', promise: resting, isDefault: true });
    await addPolicy(uow, { name: 'On the minute', promise: onTheMinute });
  });
  return { id, hasty };
}

/** Opens so many tickets whose first level is reached one after the other, so many a second, from `firstDueAt` (epoch ms) on. */
export async function openDueTickets(lab: ClockLab, company: ClockCompany, due: number[]): Promise<DueTicket[]> {
  const opened: DueTicket[] = [];
  await inParallel(due, lanes, async (dueAt) => {
    const wanted = { subject: 'Due', channel: 'email', mailboxId: null, requester: null, contactId: null, triage: null } as const;
    const receivedAt = new Date(dueAt - hastyMinutes * 60_000);
    const { id } = await lab.withTenant(company.id, actor, (uow) => openTicket(uow, { ...wanted, customerId: company.hasty, receivedAt }));
    opened.push({ id, dueAt });
  });
  return opened;
}

/**
 * Adds so many resting tickets: one is opened as always, and its rows are copied with other ids and numbers. Returns their ids and the instant at which the first
 * level of each is reached.
 */
export async function addRestingTickets(lab: ClockLab, company: ClockCompany, count: number): Promise<{ ids: TicketId[]; nextAt: string }> {
  const wanted = { subject: 'Resting', channel: 'email', mailboxId: null, requester: null, contactId: null, triage: null } as const;
  const model = await lab.withTenant(company.id, actor, (uow) => openTicket(uow, { ...wanted, customerId: null }));
  const client = await lab.superuser.connect();
  try {
    await client.query('begin');
    await client.query(
      `create temporary table copies on commit drop as select gen_random_uuid() as id, 'TKT-200001-' || lpad(n::text, 7, '0') as number from generate_series(1, $1::integer) as n`,
      [count - 1],
    );
    for (const table of ['tickets', 'ticket_events', 'sla_clocks']) await client.query(await copyStatement(client, table), [model.id]);
    await client.query('delete from ticket_wakeups');
    const { rows } = await client.query<{ id: TicketId }>('select id from copies union all select $1::uuid', [model.id]);
    const at = await client.query<{ at: Date }>('select clock_at as at from tickets where id = $1', [model.id]);
    await client.query('commit');
    await client.query('analyze');
    return { ids: rows.map((row) => row.id), nextAt: new Date(at.rows[0]?.at ?? 0).toISOString() };
  } finally {
    client.release();
  }
}

type Querying = { query<Row extends object>(sql: string, params?: unknown[]): Promise<{ rows: Row[] }> };

/** Copies every column of the model's rows but its ids, its number and what the database writes itself. */
async function copyStatement(client: Querying, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position`,
    [table],
  );
  const columns = rows.map((row) => row.name);
  const idColumn = table === 'tickets' ? 'id' : 'ticket_id';
  const value = (name: string): string => {
    if (name === idColumn) return 'c.id';
    if (name === 'number') return 'c.number';
    return name === 'id' ? 'gen_random_uuid()' : `m.${name}`;
  };
  return `insert into ${table} (${columns.join(', ')}) select ${columns.map(value).join(', ')} from ${table} m cross join copies c where m.${idColumn} = $1`;
}
