import type { TicketCondition, TicketFilter } from './ticket-filter.types.ts';

/** A condition with its parameters, in the order of its question marks. */
export type SqlPart = { sql: string; params: unknown[] };

const unfinishedSql = "t.status in ('open', 'in_progress', 'waiting_customer')";
const anyOf = (column: string, values: readonly string[]): SqlPart => ({
  sql: `${column} in (${values.map(() => '?').join(', ')})`,
  params: [...values],
});

/**
 * The filter over `tickets t left join customers c left join staff_users s`. Every value is a parameter; the text comes from a person and is matched
 * literally, whatever the case.
 */
export function ticketFilterSql(filter: TicketFilter, me: string): SqlPart {
  const parts = filter.conditions.map((condition) => negate(condition.not, conditionSql(condition, me)));
  if (!filter.anyStatus) parts.push({ sql: unfinishedSql, params: [] });
  if (!filter.conditions.some((condition) => condition.key === 'spam')) parts.push({ sql: 'not t.is_spam', params: [] });
  return { sql: parts.map((part) => part.sql).join(' and '), params: parts.flatMap((part) => part.params) };
}

function conditionSql(condition: TicketCondition, me: string): SqlPart {
  switch (condition.key) {
    case 'status':
    case 'priority':
    case 'type':
      return anyOf(`t.${condition.key}`, condition.in);
    case 'assignee':
      return assigneeSql(condition.who, me);
    case 'customer':
      return condition.who.kind === 'none' ? { sql: 't.customer_id is null', params: [] } : like(['c.name'], condition.who.name);
    case 'requester':
      return like(['t.requester_address', 't.requester_name'], condition.text);
    case 'created':
    case 'updated':
      return spanSql(`t.${condition.key}_at`, condition.from, condition.to);
    case 'spam':
      return { sql: 't.is_spam = ?', params: [condition.value] };
    case 'text':
      return like(['t.number', 't.subject', 't.requester_address', 't.requester_name', 'c.name'], condition.text);
  }
}

function assigneeSql(who: Extract<TicketCondition, { key: 'assignee' }>['who'], me: string): SqlPart {
  if (who.kind === 'me') return { sql: 't.assignee_id = ?', params: [me] };
  return who.kind === 'nobody' ? { sql: 't.assignee_id is null', params: [] } : like(['s.name', 's.email'], who.name);
}

function spanSql(column: string, from: Date | null, to: Date | null): SqlPart {
  const parts = [
    ...(from === null ? [] : [{ sql: `${column} >= ?`, at: from }]),
    ...(to === null ? [] : [{ sql: `${column} < ?`, at: to }]),
  ];
  return { sql: parts.length === 0 ? 'true' : parts.map((part) => part.sql).join(' and '), params: parts.map((part) => part.at) };
}

function like(columns: string[], text: string): SqlPart {
  const pattern = `%${text.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  return { sql: `(${columns.map((column) => `${column} ilike ?`).join(' or ')})`, params: columns.map(() => pattern) };
}

/** A missing value is not the named one: `-customer:"acme"` shows tickets without a customer too. */
function negate(not: boolean, part: SqlPart): SqlPart {
  return not ? { sql: `not coalesce((${part.sql}), false)`, params: part.params } : { sql: `(${part.sql})`, params: part.params };
}
