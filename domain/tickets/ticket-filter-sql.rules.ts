import type { SqlPart } from '../tenancy/sql-part.rules.ts';
import type { NamedOne, TicketCondition, TicketFilter } from './ticket-filter.types.ts';
import type { FilterOperator } from './ticket-filter-values.rules.ts';
import { ticketNumber } from './ticket-ref.rules.ts';

/**
 * What a filter's words stand for in the tenant, found before (`prepare-filter.ts`): the ids that a name means, and the query that a text is. What is not
 * there answers to nothing.
 */
export type FilterFacts = {
  tenantId: string;
  me: string;
  now: Date;
  ids: ReadonlyMap<TicketCondition, readonly string[]>;
  queries: ReadonlyMap<TicketCondition, string>;
};

const unfinishedSql = "t.status in ('open', 'in_progress', 'waiting_customer')";
const nothing: SqlPart = { sql: 'false', params: [] };
const plain = (sql: string): SqlPart => ({ sql, params: [] });
const operators: Record<FilterOperator, string> = { '=': '=', '>=': '>=', '<=': '<=', '>': '>', '<': '<' };

const anyOf = (column: string, values: readonly string[]): SqlPart =>
  values.length === 0 ? nothing : { sql: `${column} in (${values.map(() => '?').join(', ')})`, params: [...values] };

/** As `anyOf` for ids that a name means, of which there can be thousands. */
const oneOf = (column: string, ids: readonly string[]): SqlPart =>
  ids.length <= 20 ? anyOf(column, ids) : { sql: `${column} = any(?::uuid[])`, params: [`{${ids.join(',')}}`] };

/** The words that a ticket must have, all in one of its documents, a query each; null when the filter looks for none, none when they are no words. */
export function searchQueries(filter: TicketFilter, facts: FilterFacts): string[] | null {
  const wanted = filter.conditions.filter((one) => one.key === 'text' && !one.not).map((one) => facts.queries.get(one) ?? '');
  return wanted.length === 0 ? null : wanted.filter((query) => query !== '');
}

/** All of these queries in one. */
export function allOf(queries: readonly string[]): string {
  return queries.map((query) => `(${query})`).join(' & ');
}

/**
 * The filter over `tickets t`, without the words that `searchQueries` says. Every value is a parameter. The tenant is named for the plan's sake: row security
 * would do.
 */
export function ticketFilterSql(filter: TicketFilter, facts: FilterFacts): SqlPart {
  const { conditions, anyStatus, everything } = filter;
  const kept = conditions.filter((one) => one.key !== 'text' || one.not);
  const parts: SqlPart[] = [{ sql: 't.tenant_id = ?', params: [facts.tenantId] }];
  for (const condition of kept) parts.push(negate(condition.not, conditionSql(condition, facts)));
  const named = (key: TicketCondition['key'], flag?: string): boolean =>
    conditions.some((one) => one.key === key && (one.key !== 'flag' || one.flag === flag));
  if (!anyStatus) parts.push(plain(unfinishedSql));
  if (!named('spam')) parts.push(plain('not t.is_spam'));
  if (!named('flag', 'merged') && !named('number')) parts.push(plain('t.merged_into_id is null'));
  if (!named('flag', 'snoozed') && !named('number') && !everything) parts.push(negate(true, asleep(facts.now)));
  return { sql: parts.map((part) => part.sql).join(' and '), params: parts.flatMap((part) => part.params) };
}

const asleep = (now: Date): SqlPart => ({ sql: 't.snoozed_until > ?', params: [now] });

function conditionSql(condition: TicketCondition, facts: FilterFacts): SqlPart {
  const ids = facts.ids.get(condition) ?? [];
  switch (condition.key) {
    case 'status':
    case 'priority':
    case 'type':
    case 'channel':
      return anyOf(`t.${condition.key}`, condition.in);
    case 'assignee':
      return whoSql('t.assignee_id', condition.who, facts.me, ids);
    case 'team':
      return whoSql('t.team_id', condition.who, facts.me, ids);
    case 'customer':
      return condition.who.kind === 'none' ? plain('t.customer_id is null') : oneOf('t.customer_id', ids);
    case 'mailbox':
      return oneOf('t.mailbox_id', ids);
    case 'watcher':
      return watcherSql(condition.who, facts.me, ids);
    case 'requester':
      return requesterSql(condition.text);
    case 'created':
    case 'updated':
    case 'resolved':
    case 'closed':
      return spanSql(`t.${condition.key}_at`, condition.from, condition.to);
    case 'due':
      return spanSql('t.next_due_at', condition.from, condition.to);
    case 'spam':
      return { sql: 't.is_spam = ?', params: [condition.value] };
    case 'reopened':
      return { sql: `t.reopened ${operators[condition.op]} ?`, params: [condition.count] };
    default:
      return furtherSql(condition, facts);
  }
}

function furtherSql(
  condition: Extract<TicketCondition, { key: 'number' | 'tag' | 'field' | 'has' | 'flag' | 'text' }>,
  facts: FilterFacts,
): SqlPart {
  switch (condition.key) {
    case 'number':
      return numberSql(condition.ref);
    case 'tag':
      return { sql: `t.tags && array[${condition.in.map(() => '?').join(', ')}]::text[]`, params: condition.in };
    case 'field':
      return fieldSql(condition);
    case 'has':
      return hasSql(condition.what);
    case 'flag':
      return flagSql(condition.flag, facts.now);
    case 'text':
      return documentSql('t', facts.queries.get(condition) ?? '');
  }
}

function whoSql(column: string, who: NamedOne, me: string, ids: readonly string[]): SqlPart {
  if (who.kind === 'me') return { sql: `${column} = ?`, params: [me] };
  return who.kind === 'nobody' ? plain(`${column} is null`) : oneOf(column, ids);
}

function watcherSql(who: NamedOne, me: string, ids: readonly string[]): SqlPart {
  if (who.kind === 'nobody') return plain('not exists (select 1 from ticket_watchers w where w.ticket_id = t.id)');
  const people = oneOf('w.user_id', who.kind === 'me' ? [me] : ids);
  return { sql: `t.id in (select w.ticket_id from ticket_watchers w where ${people.sql})`, params: people.params };
}

/** A whole address is one requester; anything less is looked for in names and addresses. */
function requesterSql(text: string): SqlPart {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return { sql: 't.requester_address = ?', params: [text.toLowerCase()] };
  const pattern = `%${escapeLike(text)}%`;
  return { sql: '(t.requester_address ilike ? or t.requester_name ilike ?)', params: [pattern, pattern] };
}

/** A number without its month is every ticket that ends so, found by the months there were. */
function numberSql(ref: Extract<TicketCondition, { key: 'number' }>['ref']): SqlPart {
  if (ref.kind === 'number') return { sql: 't.number = ?', params: [ref.number] };
  const ending = ticketNumber('', ref.value).slice('TKT-'.length);
  return {
    sql: `t.number in (select 'TKT-' || k.period || ? from counters k where k.kind = 'TKT' and k.value >= ?)`,
    params: [ending, ref.value],
  };
}

function fieldSql({ name, test }: Extract<TicketCondition, { key: 'field' }>): SqlPart {
  if (test.kind === 'none') return { sql: 't.custom_fields -> ? is null', params: [name] };
  if (test.kind === 'text') return { sql: 'lower(t.custom_fields ->> ?) = lower(?)', params: [name, test.value] };
  return {
    sql: `case when jsonb_typeof(t.custom_fields -> ?) = 'number' then (t.custom_fields ->> ?)::numeric ${operators[test.op]} ? end`,
    params: [name, name, test.value],
  };
}

function hasSql(what: Extract<TicketCondition, { key: 'has' }>['what']): SqlPart {
  if (what === 'customer') return plain('t.customer_id is not null');
  if (what === 'due') return plain('t.next_due_at is not null');
  if (what === 'tag') return plain('cardinality(t.tags) > 0');
  return plain('exists (select 1 from attachments a where a.tenant_id = t.tenant_id and a.ticket_id = t.id)');
}

function flagSql(flag: Extract<TicketCondition, { key: 'flag' }>['flag'], now: Date): SqlPart {
  if (flag === 'breached') return plain('t.breached');
  if (flag === 'merged') return plain('t.merged_into_id is not null');
  if (flag === 'snoozed') return asleep(now);
  return { sql: `t.next_due_at < ? and ${unfinishedSql}`, params: [now] };
}

/** One document of the ticket answers to the query. `offset 0` keeps it a look at one ticket's few documents, never a join with all of them. */
export function documentSql(ticket: string, query: string): SqlPart {
  if (query === '') return nothing;
  return {
    sql: `exists (select 1 from search_documents d where d.tenant_id = ${ticket}.tenant_id and d.ticket_id = ${ticket}.id and d.doc @@ ?::tsquery offset 0)`,
    params: [query],
  };
}

function spanSql(column: string, from: Date | null, to: Date | null): SqlPart {
  const parts = [
    ...(from === null ? [] : [{ sql: `${column} >= ?`, at: from }]),
    ...(to === null ? [] : [{ sql: `${column} < ?`, at: to }]),
  ];
  return { sql: parts.length === 0 ? 'true' : parts.map((part) => part.sql).join(' and '), params: parts.map((part) => part.at) };
}

/** Text from a person for `like`: its own marks mean themselves. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

/** A missing value is not the named one: `-customer:"acme"` shows tickets without a customer too. */
function negate(not: boolean, part: SqlPart): SqlPart {
  return not ? { sql: `not coalesce((${part.sql}), false)`, params: part.params } : { sql: `(${part.sql})`, params: part.params };
}
