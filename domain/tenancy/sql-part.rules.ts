import type { Actor, TenantId } from '../ids.types.ts';

/** What every row of a unit of work carries. A `TenantUnitOfWork` is one. */
export type UnitFacts = { readonly tenantId: TenantId; readonly actor: Actor; readonly now: Date };

/** A statement with its `?` values. Names in it are ours; what people wrote is only ever a value. */
export type SqlPart = { sql: string; params: unknown[] };

/** `insert into table (columns) values (…)`; objects and lists become jsonb. `tail` follows, such as `on conflict do nothing`. */
export function insertPart(table: string, row: Record<string, unknown>, tail = ''): SqlPart {
  const columns = Object.keys(row);
  const values = Object.values(row);
  const marks = values.map((value) => (isJson(value) ? '?::jsonb' : '?'));
  const params = values.map((value) => (isJson(value) ? JSON.stringify(value) : value));
  return { sql: `insert into ${table} (${columns.join(', ')}) values (${marks.join(', ')}) ${tail}`, params };
}

function isJson(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !Buffer.isBuffer(value);
}
