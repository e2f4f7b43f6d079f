import { sqlRows } from '../tenancy/sql.ts';
import type { SqlPart } from '../tenancy/sql-part.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { prepareFilter } from './prepare-filter.ts';
import { readTicketPage } from './read-ticket-page.ts';
import { type FoundPage, searchTicketPage } from './search-ticket-page.ts';
import { readCursor, writeCursor } from './ticket-cursor.rules.ts';
import type { TicketFilter } from './ticket-filter.types.ts';
import { allOf, searchQueries, ticketFilterSql } from './ticket-filter-sql.rules.ts';
import type { PageWish, TicketPage } from './ticket-list.types.ts';
import { sortPlan, usualSort } from './ticket-sort.rules.ts';

const countLimit = 1_000;
const mostLines = 100;

/**
 * A page of at most 100 tickets that a filter selects, in the filter's order, with their count. A later page costs what the first one does. `me` is whom
 * `assignee:me` means, `after` the cursor an earlier page gave. Throws `invalid_input` for a cursor that no page of this list gave.
 */
export async function listTickets(
  uow: TenantUnitOfWork,
  filter: TicketFilter,
  options: { me: string; limit: number; after: string | null },
): Promise<TicketPage> {
  const sort = filter.sort ?? usualSort;
  const after = options.after === null ? null : readCursor(sort, options.after);
  const limit = Math.min(Math.max(1, Math.trunc(options.limit)), mostLines);
  const facts = await prepareFilter(uow, filter, options.me);
  const words = searchQueries(filter, facts);
  const wish: PageWish = { where: ticketFilterSql(filter, facts), sort, after, limit: limit + 1 };
  const found = words === null ? await readAll(uow, wish) : await searchTicketPage(uow, wish, words);
  const lines = found.lines.slice(0, limit);
  const last = lines.at(-1);
  const seen = (after?.seen ?? 0) + lines.length;
  const more = found.lines.length > limit && last !== undefined;
  return {
    tickets: lines.map(({ segment: _segment, at: _at, ...line }) => line),
    total: Math.min(found.total, countLimit),
    totalIsAtLeast: found.isAtLeast || found.total > countLimit,
    next: more ? writeCursor(sort, { segment: last.segment, at: last.at, id: last.id, seen }) : null,
    query: words === null ? null : allOf(words),
  };
}

async function readAll(uow: TenantUnitOfWork, wish: PageWish): Promise<FoundPage> {
  const { lines } = await readTicketPage(uow, wish, sortPlan(wish.sort), null);
  return { lines, total: await count(uow, wish.where), isAtLeast: false };
}

async function count(uow: TenantUnitOfWork, where: SqlPart): Promise<number> {
  const [row] = await sqlRows<{ total: number }>(
    uow,
    `select count(*)::integer as total from (select 1 from tickets t where ${where.sql} limit ?) counted`,
    [...where.params, countLimit + 1],
  );
  return row?.total ?? 0;
}
