import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TicketFilter } from './ticket-filter.types.ts';
import { type SqlPart, ticketFilterSql } from './ticket-filter-sql.rules.ts';
import type { TicketPriority, TicketStatus } from './tickets.types.ts';

/** One ticket as lists show it. */
export type TicketLine = {
  id: TicketId;
  number: string;
  subject: string;
  status: TicketStatus;
  priority: TicketPriority;
  requester: string | null;
  customer: string | null;
  assignee: string | null;
  isSpam: boolean;
  createdAt: Date;
  updatedAt: Date;
  version: number;
};

/** Where a page ended. `at` is the exact text of the instant, so that nothing is lost by rounding. */
export type TicketCursor = { at: string; id: string };

/** `total` stops at `countLimit`: then there are at least so many. `next` is null on the last page. */
export type TicketPage = { tickets: TicketLine[]; total: number; totalIsAtLeast: boolean; next: TicketCursor | null };

const countLimit = 1_000;
const from = `from tickets t left join customers c on c.id = t.customer_id left join staff_users s on s.id = t.assignee_id`;

/** A page of the tickets a filter selects, last changed first, with their count. `me` is whom `assignee:me` means. */
export async function listTickets(
  uow: TenantUnitOfWork,
  filter: TicketFilter,
  options: { me: string; limit: number; after: TicketCursor | null },
): Promise<TicketPage> {
  const where = ticketFilterSql(filter, options.me);
  const rows = await page(uow, where, options.after, options.limit + 1);
  const tickets = rows
    .slice(0, options.limit)
    .map(({ cursor: _cursor, ...line }) => ({ ...line, createdAt: new Date(line.createdAt), updatedAt: new Date(line.updatedAt) }));
  const last = rows[options.limit - 1];
  const total = await count(uow, where);
  return {
    tickets,
    total: Math.min(total, countLimit),
    totalIsAtLeast: total > countLimit,
    next: rows.length > options.limit && last !== undefined ? { at: last.cursor, id: last.id } : null,
  };
}

async function page(
  uow: TenantUnitOfWork,
  where: SqlPart,
  after: TicketCursor | null,
  limit: number,
): Promise<(TicketLine & { cursor: string })[]> {
  const past =
    after === null
      ? { sql: '', params: [] }
      : { sql: 'and (t.updated_at, t.id) < (?::timestamptz, ?::uuid)', params: [after.at, after.id] };
  return sqlRows(
    uow,
    `select t.id, t.number, t.subject, t.status, t.priority, coalesce(nullif(t.requester_name, ''), t.requester_address) as requester, c.name as customer,
       s.name as assignee, t.is_spam as "isSpam", t.created_at as "createdAt", t.updated_at as "updatedAt", t.version, t.updated_at::text as cursor
     ${from} where ${where.sql} ${past.sql} order by t.updated_at desc, t.id desc limit ?`,
    [...where.params, ...past.params, limit],
  );
}

async function count(uow: TenantUnitOfWork, where: SqlPart): Promise<number> {
  const [row] = await sqlRows<{ total: number }>(
    uow,
    `select count(*)::integer as total from (select 1 ${from} where ${where.sql} limit ?) counted`,
    [...where.params, countLimit + 1],
  );
  return row?.total ?? 0;
}
