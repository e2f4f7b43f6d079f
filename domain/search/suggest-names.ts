import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** What a type-ahead can offer. */
export type NameSource = 'customer' | 'staff' | 'article' | 'ticket' | 'macro';

/** One offer: `value` names it for good, `label` is what people know it by, `hint` tells equal labels apart. */
export type SuggestedName = { value: string; label: string; hint: string | null };

/** Tickets that are looked through by subject, the last changed first: a type-ahead is for what is at hand. */
const recentTickets = 500;

type Source = { sql: string; params(pattern: string, plain: string, me: string | null): unknown[] };

const sources: Record<NameSource, Source> = {
  customer: {
    sql: `select id::text as value, name as label, domains->>0 as hint from customers
      where name || ' (' || domains::text || ')' ilike ? or name || ' (' || coalesce(domains->>0, '') || ')' ilike ?
      order by lower(name) = lower(?) desc, lower(name), id limit ?`,
    params: (pattern, plain) => [pattern, pattern, plain],
  },
  staff: {
    sql: `select id::text as value, name as label, email as hint from staff_users where active and name || ' (' || email || ')' ilike ?
      order by lower(name), email limit ?`,
    params: (pattern) => [pattern],
  },
  article: {
    sql: `select number as value, number || ' ' || title as label, category as hint from kb_articles
      where status <> 'archived' and number || ' ' || title || ' (' || category || ')' ilike ? order by updated_at desc, id desc limit ?`,
    params: (pattern) => [pattern],
  },
  ticket: {
    sql: `select number as value, number || ' ' || subject as label, null as hint from (
        select number, subject, updated_at from tickets where not is_spam and merged_into_id is null order by updated_at desc limit ${recentTickets}) t
      where number || ' ' || subject ilike ? order by updated_at desc limit ?`,
    params: (pattern) => [pattern],
  },
  macro: {
    sql: `select id::text as value, name as label, null as hint from macros where (shared or owner_id = ?::uuid) and name ilike ?
      order by lower(name), id limit ?`,
    params: (pattern, _plain, me) => [me, pattern],
  },
};

/** At most `limit` names that contain the text, with their hint in brackets, whatever its case; all of them, the likeliest first, when nothing was typed. One statement. */
export async function suggestNames(uow: TenantUnitOfWork, source: NameSource, text: string, limit: number): Promise<SuggestedName[]> {
  const plain = text.trim().slice(0, 100);
  const pattern = `%${plain.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  const me = uow.actor.kind === 'staff' ? uow.actor.userId : null;
  const { sql, params } = sources[source];
  return sqlRows<SuggestedName>(uow, sql, [...params(pattern, plain, me), limit]);
}
