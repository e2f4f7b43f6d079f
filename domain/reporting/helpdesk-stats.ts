import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TicketPriority, TicketStatus } from '../tickets/tickets.types.ts';
import type { Period } from './sla-report.ts';

/**
 * The helpdesk in figures (`domain.md` HD-14, 3.12). `now` is how it stands; the rest is what happened in the period, each counted by when it happened, as the
 * event log says. `reopened` tickets were resolved or closed before. Spam and merged tickets are left out.
 */
export type HelpdeskStats = {
  period: Period;
  now: {
    total: number;
    byStatus: Record<TicketStatus, number>;
    byPriority: Record<TicketPriority, number>;
    unassigned: number;
    breached: number;
  };
  flow: { opened: number; resolved: number; reopened: number; closed: number; backlogBefore: number; backlogAfter: number };
  byAssignee: { name: string; open: number; resolved: number }[];
  byCustomer: { name: string; opened: number }[];
};

const real = 'not t.is_spam and t.merged_into_id is null';
const unfinished = "t.status in ('open', 'in_progress', 'waiting_customer')";

/** Counts tickets as they are and what happened to them in the period. */
export async function helpdeskStats(uow: TenantUnitOfWork, period: Period): Promise<HelpdeskStats> {
  return {
    period,
    now: await standing(uow),
    flow: await flow(uow, period),
    byAssignee: await byAssignee(uow, period),
    byCustomer: await sqlRows(
      uow,
      `select coalesce(c.name, 'no customer') as name, count(*)::integer as opened from tickets t left join customers c on c.id = t.customer_id
       where ${real} and t.created_at >= ? and t.created_at < ? group by 1 order by 2 desc, 1 limit 10`,
      [period.from, period.to],
    ),
  };
}

async function standing(uow: TenantUnitOfWork): Promise<HelpdeskStats['now']> {
  type Row = { status: TicketStatus; priority: TicketPriority; count: number; unassigned: number; breached: number };
  const rows = await sqlRows<Row>(
    uow,
    `select t.status, t.priority, count(*)::integer as count, (count(*) filter (where t.assignee_id is null and ${unfinished}))::integer as unassigned,
       (count(*) filter (where t.breached and ${unfinished}))::integer as breached from tickets t where ${real} group by 1, 2`,
  );
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const status = (wanted: TicketStatus): number => sum((row) => (row.status === wanted ? row.count : 0));
  const open = (wanted: TicketPriority): number =>
    sum((row) => (row.priority === wanted && ['open', 'in_progress', 'waiting_customer'].includes(row.status) ? row.count : 0));
  return {
    total: sum((row) => row.count),
    byStatus: {
      open: status('open'),
      in_progress: status('in_progress'),
      waiting_customer: status('waiting_customer'),
      resolved: status('resolved'),
      closed: status('closed'),
      cancelled: status('cancelled'),
    },
    byPriority: { low: open('low'), medium: open('medium'), high: open('high'), urgent: open('urgent') },
    unassigned: sum((row) => row.unassigned),
    breached: sum((row) => row.breached),
  };
}

/** Moves into and out of the backlog, from the log: a ticket may be resolved and reopened more than once. */
async function flow(uow: TenantUnitOfWork, { from, to }: Period): Promise<HelpdeskStats['flow']> {
  const [row] = await sqlRows<Omit<HelpdeskStats['flow'], 'backlogBefore' | 'backlogAfter'>>(
    uow,
    `select (count(*) filter (where e.type = 'opened'))::integer as opened,
       (count(*) filter (where e.type = 'status_changed' and e.data->>'to' = 'resolved'))::integer as resolved,
       (count(*) filter (where e.type = 'reopened'))::integer as reopened,
       (count(*) filter (where e.type = 'status_changed' and e.data->>'to' in ('closed', 'cancelled')))::integer as closed
     from ticket_events e join tickets t on t.id = e.ticket_id and ${real}
     where e.type in ('opened', 'status_changed', 'reopened') and e.at >= ? and e.at < ?`,
    [from, to],
  );
  const counted = row ?? { opened: 0, resolved: 0, reopened: 0, closed: 0 };
  return { ...counted, backlogBefore: await backlogAt(uow, from), backlogAfter: await backlogAt(uow, to) };
}

/** Tickets that were unfinished at an instant: opened before it, and the last move of their status before it left them so. */
async function backlogAt(uow: TenantUnitOfWork, at: Date): Promise<number> {
  const [row] = await sqlRows<{ count: number }>(
    uow,
    `select count(*)::integer as count from tickets t cross join lateral (
       select coalesce((select case when e.type = 'reopened' then coalesce(e.data->>'to', 'open') else e.data->>'to' end from ticket_events e
         where e.ticket_id = t.id and e.type in ('status_changed', 'reopened', 'spam_released') and e.at < ? order by e.seq desc limit 1), 'open') as status) s
     where ${real} and t.created_at < ? and s.status in ('open', 'in_progress', 'waiting_customer')`,
    [at, at],
  );
  return row?.count ?? 0;
}

async function byAssignee(uow: TenantUnitOfWork, { from, to }: Period): Promise<HelpdeskStats['byAssignee']> {
  return sqlRows(
    uow,
    `select s.name, (count(*) filter (where ${unfinished}))::integer as open,
       (count(*) filter (where t.resolved_at >= ? and t.resolved_at < ?))::integer as resolved
     from tickets t join staff_users s on s.id = t.assignee_id where ${real} group by s.id, s.name having count(*) filter (where ${unfinished}) > 0
       or count(*) filter (where t.resolved_at >= ? and t.resolved_at < ?) > 0 order by 2 desc, 1 limit 20`,
    [from, to, from, to],
  );
}
