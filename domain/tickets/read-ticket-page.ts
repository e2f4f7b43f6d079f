import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { documentSql } from './ticket-filter-sql.rules.ts';
import { lineColumns, lineJoins, pageColumns, placedLine } from './ticket-line.rules.ts';
import type { PageWish, PlacedLine } from './ticket-list.types.ts';
import type { SortPlan } from './ticket-sort.rules.ts';
import { type Stretch, stretchesOf, type WalkWish } from './ticket-stretch.rules.ts';

/** `isWhole`: no ticket was left out for lack of budget. */
export type ReadPage = { lines: PlacedLine[]; isWhole: boolean };

/**
 * Reads at most `wish.limit` tickets stretch by stretch, each from an index in its order and no further than the page goes. With `walk`, only tickets
 * whose documents answer to its query, out of the first `budget` of the list.
 */
export async function readTicketPage(uow: TenantUnitOfWork, wish: PageWish, plan: SortPlan, walk: WalkWish | null): Promise<ReadPage> {
  const lines: PlacedLine[] = [];
  const begin = wish.after?.segment ?? 0;
  let budget = walk?.budget ?? 0;
  for (const [index, stretch] of stretchesOf(wish, plan).entries()) {
    const need = wish.limit - lines.length;
    const found = await readStretch(uow, stretch, need, walk === null ? null : { ...walk, budget });
    lines.push(...found.map((row) => ({ ...placedLine(row), segment: begin + index })));
    if (found.length === need) break;
    if (walk === null) continue;
    budget -= await countStretch(uow, stretch, budget);
    if (budget <= 0) return { lines, isWhole: false };
  }
  return { lines, isWhole: true };
}

async function readStretch(
  uow: TenantUnitOfWork,
  { where, order, column }: Stretch,
  need: number,
  walk: WalkWish | null,
): Promise<PlacedLine[]> {
  const inner = `select ${pageColumns} from tickets t where ${where.sql} ${order} limit ?`;
  const words = walk === null ? null : documentSql('t', walk.query);
  const page = words === null ? inner : `select t.* from (${inner}) t where ${words.sql} ${order} limit ?`;
  const limits = walk === null || words === null ? [need] : [walk.budget, ...words.params, need];
  return sqlRows(uow, `select ${lineColumns}, t.${column}::text as at from (${page}) t ${lineJoins} ${order}`, [
    ...where.params,
    ...limits,
  ]);
}

/** How many tickets the walk looked at, at most the budget. */
async function countStretch(uow: TenantUnitOfWork, { where, order }: Stretch, budget: number): Promise<number> {
  const [row] = await sqlRows<{ looked: number }>(
    uow,
    `select count(*)::integer as looked from (select 1 from tickets t where ${where.sql} ${order} limit ?) w`,
    [...where.params, budget],
  );
  return row?.looked ?? 0;
}
