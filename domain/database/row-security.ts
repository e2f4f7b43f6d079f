/** Role that serves requests. It owns nothing and cannot bypass row security. */
export const appRole = 'deskhand_app';
/** NOLOGIN role that owns the few functions that may look across tenants (`unsafe-across-tenants.ts`). */
export const lookupRole = 'deskhand_lookup';
/** Transaction-local setting that carries the tenant. */
export const tenantSetting = 'app.tenant_id';

/** The condition of every tenant policy. Fails with an error, not with rows, when no tenant is set. Written as PostgreSQL prints it. */
export function tenantCondition(column: string): string {
  return `${column} = (current_setting('${tenantSetting}'::text))::uuid`;
}

/** Statements that put a new table under forced row security. Every migration that creates a table calls this. */
export function secureTable(table: string, options: { column?: string; appMay?: string } = {}): string[] {
  const condition = tenantCondition(options.column ?? 'tenant_id');
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy tenant_isolation on ${table} to ${appRole}, current_user using (${condition}) with check (${condition})`,
    `grant ${options.appMay ?? 'select, insert, update, delete'} on ${table} to ${appRole}`,
  ];
}

/** Statements that let the look-up role read the named columns of a table for every tenant. */
export function openToLookup(table: string, columns: string[]): string[] {
  return [
    `create policy lookup_read on ${table} for select to ${lookupRole} using (true)`,
    `grant select (${columns.join(', ')}) on ${table} to ${lookupRole}`,
  ];
}

/**
 * Statements that create a look-up function owned by the look-up role and callable by the application role.
 * `signature` is `name(argument type, …)`, `returns` the return clause, `body` one SQL statement.
 */
export function lookupFunction(signature: string, returns: string, body: string, volatility: 'stable' | 'volatile' = 'stable'): string[] {
  const name = signature.slice(0, signature.indexOf('('));
  const types = signature
    .slice(signature.indexOf('(') + 1, -1)
    .split(',')
    .map((part) => part.trim().split(/\s+/).slice(1).join(' '))
    .join(', ');
  return [
    `create function ${signature} returns ${returns} language sql ${volatility} security definer set search_path = public, pg_temp as $body$ ${body} $body$`,
    `alter function ${name}(${types}) owner to ${lookupRole}`,
    `revoke execute on function ${name}(${types}) from public`,
    `grant execute on function ${name}(${types}) to ${appRole}`,
  ];
}

/**
 * Statements that must see every row of the named tables, such as a new foreign key on a table with rows: forced row security is lifted for the
 * owner inside the migration's transaction and put back after. Without it PostgreSQL would check the rows of no tenant at all.
 */
export function unforced(tables: string[], statements: string[]): string[] {
  return [
    ...tables.map((table) => `alter table ${table} no force row level security`),
    ...statements,
    ...tables.map((table) => `alter table ${table} force row level security`),
  ];
}
