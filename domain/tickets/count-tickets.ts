import { sqlRows } from '../tenancy/sql.ts';
import type { SqlPart } from '../tenancy/sql-part.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { prepareFilter } from './prepare-filter.ts';
import type { TicketFilter } from './ticket-filter.types.ts';
import { allOf, type FilterFacts, searchQueries, ticketFilterSql } from './ticket-filter-sql.rules.ts';
import { type TicketPriority, type TicketStatus, ticketPriorities, ticketStatuses } from './tickets.types.ts';

/** How many tickets of one status and priority; `isAtLeast` when it was not counted to the end. */
export type TicketCount = { status: TicketStatus; priority: TicketPriority; count: number; isAtLeast: boolean };

const mostOfAKind = 10_000;
const mostSearched = 5_000;

/**
 * How many tickets of each status and priority a filter selects, in one query. Kinds without a ticket are left out. Each kind is counted to 10,000, with other
 * conditions than status and priority all kinds together to 5,000.
 */
export async function countTickets(uow: TenantUnitOfWork, filter: TicketFilter, me: string): Promise<TicketCount[]> {
  const facts = await prepareFilter(uow, filter, me);
  const where = ticketFilterSql(filter, facts);
  const isPlain = filter.conditions.every((one) => one.key === 'status' || one.key === 'priority');
  const rows = isPlain ? await countKinds(uow, where) : await countFound(uow, filter, facts, where);
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  const isCut = !isPlain && total >= mostSearched;
  return rows.map((row) => ({ ...row, isAtLeast: isCut || row.count >= mostOfAKind }));
}

type Row = Omit<TicketCount, 'isAtLeast'>;

/** Kind by kind out of an index of its own, which says all there is to say. */
async function countKinds(uow: TenantUnitOfWork, where: SqlPart): Promise<Row[]> {
  const one = `select count(*)::integer as count from (
    select 1 from tickets t where t.status = s.status and t.priority = p.priority and ${where.sql} limit ${mostOfAKind}) counted`;
  const list = (values: readonly string[]): string => `unnest(array[${values.map(() => '?').join(', ')}]::text[]) with ordinality`;
  return sqlRows(
    uow,
    `select s.status, p.priority, k.count from ${list(ticketStatuses)} as s(status, place), ${list(ticketPriorities)} as p(priority, place),
     lateral (${one}) k where k.count > 0 order by s.place, p.place desc`,
    [...ticketStatuses, ...ticketPriorities, ...where.params],
  );
}

async function countFound(uow: TenantUnitOfWork, filter: TicketFilter, facts: FilterFacts, where: SqlPart): Promise<Row[]> {
  const words = searchQueries(filter, facts);
  const query = words === null ? null : allOf(words);
  if (query === '') return [];
  const searched = query === null ? '' : 'and t.id in (select f.ticket_id from search_tickets(?::tsquery, ?::tsquery) f)';
  const rows = await sqlRows<Row>(
    uow,
    `select status, priority, count(*)::integer as count
     from (select t.status, t.priority from tickets t where ${where.sql} ${searched} limit ?) found group by status, priority`,
    [...where.params, ...(query === null ? [] : [query, query]), mostSearched],
  );
  const rank = (row: Row): number => ticketStatuses.indexOf(row.status) * 10 - ticketPriorities.indexOf(row.priority);
  return rows.toSorted((a, b) => rank(a) - rank(b));
}
