import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { documentSql } from './ticket-filter-sql.rules.ts';
import type { PageWish } from './ticket-list.types.ts';
import type { SortPlan } from './ticket-sort.rules.ts';
import { stretchesOf, type WalkWish } from './ticket-stretch.rules.ts';

/** How many of the first `budget` tickets from the page on answer to the words. `isWhole`: there are no more tickets than that. */
export async function countWalk(
  uow: TenantUnitOfWork,
  wish: PageWish,
  plan: SortPlan,
  { query, budget }: WalkWish,
): Promise<{ found: number; isWhole: boolean }> {
  const words = documentSql('t', query);
  let [found, left] = [0, budget];
  for (const { where, order } of stretchesOf(wish, plan)) {
    const [row] = await sqlRows<{ looked: number; found: number }>(
      uow,
      `select count(*)::integer as looked, (count(*) filter (where ${words.sql}))::integer as found
       from (select t.tenant_id, t.id from tickets t where ${where.sql} ${order} limit ?) t`,
      [...words.params, ...where.params, left],
    );
    found += row?.found ?? 0;
    left -= row?.looked ?? 0;
    if (left <= 0) return { found, isWhole: false };
  }
  return { found, isWhole: true };
}
