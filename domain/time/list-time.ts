import type { StaffUserId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TimeLine, TimeTotals } from './time.types.ts';

/** Whose entries, of which ticket, of which days (both ends included). What is null does not matter. */
export type TimeFilter = { ticketId: TicketId | null; userId: StaffUserId | null; from: string | null; to: string | null };
/** Entries newest first, at most `limit`; totals count all; `byTicket` sums per ticket, the most first, at most ten. */
export type TimeSheet = {
  entries: TimeLine[];
  totals: TimeTotals;
  byTicket: { ticket: string; subject: string; minutes: number; billable: number }[];
  byPerson: { userId: StaffUserId; name: string; minutes: number; billable: number }[];
};

const condition = `e.deleted_at is null and (?::uuid is null or e.ticket_id = ?::uuid) and (?::uuid is null or e.user_id = ?::uuid)
  and (?::date is null or e.day >= ?::date) and (?::date is null or e.day <= ?::date)`;
const sums = 'coalesce(sum(e.minutes), 0)::integer as minutes, coalesce(sum(e.minutes) filter (where e.billable), 0)::integer as billable';

/** The entries the filter selects with their sums. */
export async function listTime(uow: TenantUnitOfWork, filter: TimeFilter, limit = 20): Promise<TimeSheet> {
  const { ticketId, userId, from, to } = filter;
  const params = [ticketId, ticketId, userId, userId, from, from, to, to];
  const joined = 'from time_entries e join tickets t on t.id = e.ticket_id join staff_users u on u.id = e.user_id';
  const entries = await sqlRows<TimeLine>(
    uow,
    `select e.id, right(e.id::text, 8) as ref, t.number as ticket, t.subject, e.user_id as "userId", u.name, e.minutes, e.activity, e.billable, e.note,
       e.day::text as day ${joined} where ${condition} order by e.day desc, e.created_at desc, e.id desc limit ?`,
    [...params, limit],
  );
  const [totals] = await sqlRows<TimeTotals>(uow, `select ${sums}, count(*)::integer as entries ${joined} where ${condition}`, params);
  return {
    entries,
    totals: totals ?? { minutes: 0, billable: 0, entries: 0 },
    byTicket: await sqlRows(
      uow,
      `select t.number as ticket, t.subject, ${sums} ${joined} where ${condition} group by t.id, t.number, t.subject order by sum(e.minutes) desc, t.number limit 10`,
      params,
    ),
    byPerson: await sqlRows(
      uow,
      `select u.id as "userId", u.name, ${sums} ${joined} where ${condition} group by u.id, u.name order by sum(e.minutes) desc, lower(u.name) limit 30`,
      params,
    ),
  };
}
