import type { withClient } from '../embedded/with-client.ts';

/** A connection of the owner. */
export type OwnerClient = Parameters<Parameters<typeof withClient>[1]>[0];

/** A table to copy. `tenantColumn` is null for a table whose rows belong to no tenant. */
export type TableShape = {
  name: string;
  tenantColumn: 'id' | 'tenant_id' | null;
  columns: { name: string; type: string }[];
  hasBytes: boolean;
};

const columnsSql = `
select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'deskhand_migrations'
  and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
order by c.relname = 'tenants' desc, c.relname, a.attnum`;

/** Every table with data, `tenants` first. The list of migrations is not among them: it is part of the manifest. */
export async function readTables(client: OwnerClient): Promise<TableShape[]> {
  const { rows } = await client.query<{ table: string; name: string; type: string }>(columnsSql);
  const tables = Map.groupBy(rows, (row) => row.table);
  return [...tables].map(([name, columns]) => ({
    name,
    tenantColumn: name === 'tenants' ? 'id' : columns.some((column) => column.name === 'tenant_id') ? 'tenant_id' : null,
    columns: columns.map((column) => ({ name: column.name, type: column.type })),
    hasBytes: columns.some((column) => column.type === 'bytea'),
  }));
}

/** Settings under which a value's text reads back as the same value. */
export const exactText = [
  "set local timezone = 'UTC'",
  "set local datestyle = 'ISO'",
  "set local bytea_output = 'hex'",
  "set local intervalstyle = 'postgres'",
];
