import { sqlRows } from '../tenancy/sql.ts';
import type { SqlPart } from '../tenancy/sql-part.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { countWalk } from './count-walk.ts';
import { drivingQuery } from './driving-query.ts';
import { readTicketPage } from './read-ticket-page.ts';
import { allOf } from './ticket-filter-sql.rules.ts';
import { lineColumns, lineJoins, placedLine } from './ticket-line.rules.ts';
import type { PageWish, PlacedLine } from './ticket-list.types.ts';
import { type SortPlan, sortPlan } from './ticket-sort.rules.ts';

/** Tickets looked at before the index is asked: a frequent word has filled the page by then, a rare one costs some milliseconds. */
const walkBudget = 400;

/** `isAtLeast`: it was not counted to the end. */
export type FoundPage = { lines: PlacedLine[]; total: number; isAtLeast: boolean };

/**
 * A page of the tickets that a filter selects and whose documents answer to a query. Frequent words are found by walking the list in its order, with an end as
 * soon as the page is full; rare ones by the index, sorted afterwards. Which it is, a walk over the first tickets tells.
 */
export async function searchTicketPage(uow: TenantUnitOfWork, wish: PageWish, words: string[]): Promise<FoundPage> {
  if (words.length === 0) return { lines: [], total: 0, isAtLeast: false };
  const plan = sortPlan(wish.sort);
  const query = allOf(words);
  const walk = { query, budget: walkBudget };
  const seen = wish.after?.seen ?? 0;
  const { lines, isWhole } = await readTicketPage(uow, wish, plan, walk);
  if (lines.length >= wish.limit) {
    const counted = await countWalk(uow, wish, plan, walk);
    return { lines, total: seen + counted.found, isAtLeast: !counted.isWhole };
  }
  if (isWhole) return { lines, total: seen + lines.length, isAtLeast: false };
  return readIndexed(uow, wish, plan, { driving: await drivingQuery(uow, wish, plan, words), query });
}

async function readIndexed(
  uow: TenantUnitOfWork,
  { where, after, limit }: PageWish,
  plan: SortPlan,
  words: { driving: string; query: string },
): Promise<FoundPage> {
  const place = placeSql(plan);
  const { direction } = plan;
  const order = `order by t.segment, t.place ${direction}, t.id ${direction}`;
  const sign = direction === 'asc' ? '>' : '<';
  const past =
    after === null
      ? { sql: 'true', params: [] }
      : {
          sql: `(t.segment > ? or (t.segment = ? and (t.place, t.id) ${sign} (?::timestamptz, ?::uuid)))`,
          params: [after.segment, after.segment, after.at, after.id],
        };
  const rows = await sqlRows<PlacedLine & { total: number }>(
    uow,
    `with hits as materialized (
       select t.id, ${place.sql} from tickets t where ${where.sql} and t.id in (select f.ticket_id from search_tickets(?::tsquery, ?::tsquery) f))
     select ${lineColumns}, h.segment, h.place::text as at, (select count(*)::integer from hits) as total
     from (select t.* from hits t where ${past.sql} ${order} limit ?) h join tickets t on t.id = h.id ${lineJoins}
     order by h.segment, h.place ${direction}, h.id ${direction}`,
    [...place.params, ...where.params, words.driving, words.query, ...past.params, limit],
  );
  const seen = after?.seen ?? 0;
  return { lines: rows.map(({ total: _total, ...row }) => placedLine(row)), total: rows[0]?.total ?? seen, isAtLeast: false };
}

/** In which stretch of the sort a ticket stands, and by what instant there. */
function placeSql({ segments }: SortPlan): SqlPart {
  const cases = (value: (index: number) => string): string =>
    `case ${segments.map(({ where }, index) => `when ${where?.sql ?? 'true'} then ${value(index)}`).join(' ')} end`;
  const params = segments.flatMap(({ where }) => where?.params ?? []);
  return {
    sql: `${cases(String)} as segment, ${cases((index) => `t.${segments[index]?.column}`)} as place`,
    params: [...params, ...params],
  };
}
