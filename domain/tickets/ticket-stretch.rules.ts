import type { SqlPart } from '../tenancy/sql-part.rules.ts';
import { pastSql } from './ticket-line.rules.ts';
import type { PageWish } from './ticket-list.types.ts';
import type { SortPlan } from './ticket-sort.rules.ts';

/** One stretch of a sorted list as a query reads it: over `tickets t`, and never from before the page's beginning. */
export type Stretch = { where: SqlPart; order: string; column: string };

/** Words to look for while walking the list, and how many tickets to look at before giving up. */
export type WalkWish = { query: string; budget: number };

/** The stretches from the one where the page begins to the last. */
export function stretchesOf(wish: PageWish, plan: SortPlan): Stretch[] {
  const { after } = wish;
  const begin = after?.segment ?? 0;
  return plan.segments.slice(begin).map(({ where: bounds, column }, index) => {
    const past = pastSql(`t.${column}`, plan.direction, index === 0 ? after : null);
    const parts = [wish.where, ...(bounds === null ? [] : [bounds]), past];
    return {
      where: { sql: parts.map((part) => part.sql).join(' and '), params: parts.flatMap((part) => part.params) },
      order: `order by t.${column} ${plan.direction}, t.id ${plan.direction}`,
      column,
    };
  });
}
