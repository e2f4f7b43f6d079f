import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { allOf, documentSql } from './ticket-filter-sql.rules.ts';
import type { PageWish } from './ticket-list.types.ts';
import type { SortPlan } from './ticket-sort.rules.ts';
import { stretchesOf } from './ticket-stretch.rules.ts';

const sample = 100;
const rareUpTo = 5;

/**
 * Which of several words the index shall be asked for: those that are rare among the first tickets of the list, or the rarest. The index reads all there is of a
 * word and of everything that begins with it, so a frequent one costs more than to look for it in what the rare ones leave.
 */
export async function drivingQuery(uow: TenantUnitOfWork, wish: PageWish, plan: SortPlan, words: string[]): Promise<string> {
  const [stretch] = stretchesOf(wish, plan);
  if (words.length < 2 || stretch === undefined) return allOf(words);
  const tests = words.map((word) => documentSql('t', word));
  const counts = tests.map(({ sql }, place) => `(count(*) filter (where ${sql}))::integer as w${place}`);
  const [row] = await sqlRows<Record<string, number>>(
    uow,
    `select ${counts.join(', ')} from (select t.tenant_id, t.id from tickets t where ${stretch.where.sql} ${stretch.order} limit ?) t`,
    [...tests.flatMap(({ params }) => params), ...stretch.where.params, sample],
  );
  const found = words.map((_word, place) => row?.[`w${place}`] ?? 0);
  const least = Math.max(rareUpTo, Math.min(...found));
  return allOf(words.filter((_word, place) => (found[place] ?? 0) <= least));
}
