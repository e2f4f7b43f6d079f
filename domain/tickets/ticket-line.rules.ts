import type { SqlPart } from '../tenancy/sql-part.rules.ts';
import type { PlacedLine } from './ticket-list.types.ts';

/** The columns of a list, of a ticket `t` with its customer `c` and assignee `s`. */
export const lineColumns = `t.id, t.number, t.subject, t.status, t.priority, coalesce(nullif(t.requester_name, ''), t.requester_address) as requester,
  c.name as customer, s.name as assignee, t.is_spam as "isSpam", t.created_at as "createdAt", t.updated_at as "updatedAt", t.next_due_at as "dueAt",
  t.breached, t.version`;

/** The names that a line shows are joined to the page alone. */
export const lineJoins = 'left join customers c on c.id = t.customer_id left join staff_users s on s.id = t.assignee_id';

/** The columns of `tickets` that a page needs before its names are joined. */
export const pageColumns = [
  ...['tenant_id', 'id', 'number', 'subject', 'status', 'priority', 'requester_name', 'requester_address', 'customer_id', 'assignee_id'],
  ...['is_spam', 'created_at', 'updated_at', 'next_due_at', 'breached', 'version'],
]
  .map((column) => `t.${column}`)
  .join(', ');

/** The tickets past the end of a page, in an order by an instant and the id. */
export function pastSql(column: string, direction: 'asc' | 'desc', after: { at: string; id: string } | null): SqlPart {
  if (after === null) return { sql: 'true', params: [] };
  return { sql: `(${column}, t.id) ${direction === 'asc' ? '>' : '<'} (?::timestamptz, ?::uuid)`, params: [after.at, after.id] };
}

/** A row as the database gives it, with its instants as such. */
export function placedLine(row: PlacedLine): PlacedLine {
  const dueAt = row.dueAt === null ? null : new Date(row.dueAt);
  return { ...row, createdAt: new Date(row.createdAt), updatedAt: new Date(row.updatedAt), dueAt };
}
