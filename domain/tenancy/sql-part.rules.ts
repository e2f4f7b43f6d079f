import type { Actor, TenantId } from '../ids.types.ts';

/** What every row of a unit of work carries. A `TenantUnitOfWork` is one. */
export type UnitFacts = { readonly tenantId: TenantId; readonly actor: Actor; readonly now: Date };

/** A statement with its `?` values. Names in it are ours; what people wrote is only ever a value. */
export type SqlPart = { sql: string; params: unknown[] };

/**
 * `insert into table (columns) values (…)`; objects and lists become jsonb. `tail` follows, such as `on conflict do nothing`. `computed` are columns whose values the
 * database finds by itself.
 */
export function insertPart(table: string, row: Record<string, unknown>, tail = '', computed: Record<string, SqlPart> = {}): SqlPart {
  const found = Object.values(computed);
  const columns = [...Object.keys(row), ...Object.keys(computed)];
  const values = Object.values(row);
  const marks = [...values.map((value) => (isJson(value) ? '?::jsonb' : '?')), ...found.map(({ sql }) => `(${sql})`)];
  const params = [...values.map((value) => (isJson(value) ? JSON.stringify(value) : value)), ...found.flatMap((part) => part.params)];
  return { sql: `insert into ${table} (${columns.join(', ')}) values (${marks.join(', ')}) ${tail}`, params };
}

function isJson(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !Buffer.isBuffer(value);
}
