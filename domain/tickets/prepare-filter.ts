import { sqlRows } from '../tenancy/sql.ts';
import type { SqlPart } from '../tenancy/sql-part.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TicketCondition, TicketFilter } from './ticket-filter.types.ts';
import { escapeLike, type FilterFacts } from './ticket-filter-sql.rules.ts';

type Found = { place: number; id: string | null; query: string | null };

/** Shorter beginnings are looked for as whole words: half the language begins with one letter. */
const shortestPrefix = 3;

/**
 * Looks up what the names and words of a filter mean in this tenant, in one statement: then the list itself is found by ids and indexes only. `me` is whom
 * `assignee:me` means.
 */
export async function prepareFilter(uow: TenantUnitOfWork, filter: TicketFilter, me: string): Promise<FilterFacts> {
  const parts = filter.conditions.flatMap((condition, place) => lookUp(condition, place, uow.tenantId));
  const rows =
    parts.length === 0
      ? []
      : await sqlRows<Found>(
          uow,
          parts.map((part) => part.sql).join(' union all '),
          parts.flatMap((part) => part.params),
        );
  const ids = new Map<TicketCondition, string[]>();
  const queries = new Map<TicketCondition, string>();
  for (const { place, id, query } of rows) {
    const condition = filter.conditions[place];
    if (condition === undefined) continue;
    if (id !== null) ids.set(condition, [...(ids.get(condition) ?? []), id]);
    if (query !== null && query !== '') queries.set(condition, query);
  }
  return { tenantId: uow.tenantId, me, now: uow.now, ids, queries };
}

function lookUp(condition: TicketCondition, place: number, tenantId: string): SqlPart[] {
  const named = (table: string, columns: string[], name: string): SqlPart[] => {
    const pattern = `%${escapeLike(name)}%`;
    const test = columns.map((column) => `n.${column} ilike ?`).join(' or ');
    const sql = `select ${place} as place, n.id, null::text as query from ${table} n where n.tenant_id = ? and (${test})`;
    return [{ sql, params: [tenantId, ...columns.map(() => pattern)] }];
  };
  if (condition.key === 'text') return [queryOf(condition, place, tenantId)];
  if (condition.key === 'mailbox') return named('mailboxes', ['address'], condition.text);
  if (!('who' in condition) || condition.who.kind !== 'name') return [];
  if (condition.key === 'customer') return named('customers', ['name'], condition.who.name);
  return condition.key === 'team'
    ? named('teams', ['name'], condition.who.name)
    : named('staff_users', ['name', 'email'], condition.who.name);
}

/** The words themselves, or the mark that the documents of a customer of such a name bear. */
function queryOf(condition: Extract<TicketCondition, { key: 'text' }>, place: number, tenantId: string): SqlPart {
  const isExact = condition.exact || condition.text.length < shortestPrefix;
  const marks = `select string_agg(quote_literal(chr(1) || 'c' || right(c.id::text, 12)), ' | ')::tsquery
    from (select n.id from customers n where n.tenant_id = ? and ' ' || n.name ilike ? limit 50) c`;
  return {
    sql: `select ${place} as place, null::uuid as id, (search_word(?, ?) || coalesce((${marks}), ''::tsquery))::text as query`,
    params: [condition.text, isExact, tenantId, `% ${escapeLike(condition.text)}%`],
  };
}
