import { lookupRole } from '../../domain/database/row-security.ts';
import { AppError } from '../../domain/errors.ts';
import { quoteName } from '../embedded/roles.rules.ts';
import { withClient } from '../embedded/with-client.ts';
import { type RowText, type Section, sectionSchema } from './backup.types.ts';
import { type OwnerClient, readTables, type TableShape } from './read-tables.ts';

const rowsAtOnce = 500;
const bytesAtOnce = 8_000_000;

type ForeignKey = { table: string; name: string };

/** True when no company is in the database of the owner's login. Its tables must be there. */
export async function hasNoTenants(ownerUrl: string): Promise<boolean> {
  return withClient(ownerUrl, async (client) => {
    await client.query('begin read only');
    await client.query(`set local role ${quoteName(lookupRole)}`);
    const { rows } = await client.query('select 1 from tenants limit 1');
    await client.query('rollback');
    return rows.length === 0;
  });
}

/**
 * Writes the lines of a dump into empty tables made by the same migrations, as the owner and under row security: a row that names another tenant
 * than its section is refused. All or nothing. Foreign keys are checked at the end, so the order of tables does not matter.
 */
export async function loadDatabase(ownerUrl: string, lines: AsyncIterable<string>): Promise<Record<string, number>> {
  return withClient(ownerUrl, async (client) => {
    await client.query('begin');
    const tables = new Map((await readTables(client)).map((table) => [table.name, table]));
    const deferred = await deferForeignKeys(client);
    const counts = await loadLines(client, tables, lines);
    await client.query('set constraints all immediate');
    for (const key of deferred) await client.query(`alter table ${key.table} alter constraint ${key.name} not deferrable`);
    await continueNumbers(client);
    await client.query('commit');
    return counts;
  });
}

/** Numbers that the database gives out by itself go on after the highest that was restored. Sequences know no tenants: the rows' own highest is read per table. */
async function continueNumbers(client: OwnerClient): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `select quote_ident(c.relname) as table, quote_ident(a.attname) as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
     from pg_attribute a join pg_class c on c.oid = a.attrelid where a.attidentity <> '' and c.relnamespace = 'public'::regnamespace`,
  );
  for (const { table, column, sequence } of rows) {
    await client.query(`alter table ${table} no force row level security`);
    await client.query(`select setval($1, greatest((select max(${column}) from ${table}), 1))`, [sequence]);
    await client.query(`alter table ${table} force row level security`);
  }
}

async function deferForeignKeys(client: OwnerClient): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select quote_ident(c.relname) as table, quote_ident(k.conname) as name from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace and not k.condeferrable and k.conparentid = 0`,
  );
  for (const key of rows) await client.query(`alter table ${key.table} alter constraint ${key.name} deferrable initially deferred`);
  return rows;
}

async function loadLines(
  client: OwnerClient,
  tables: Map<string, TableShape>,
  lines: AsyncIterable<string>,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  let insert: { statement: string; table: string } | undefined;
  let batch: RowText[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (insert === undefined || batch.length === 0) return;
    await client.query(insert.statement, transpose(batch));
    counts[insert.table] = (counts[insert.table] ?? 0) + batch.length;
    [batch, bytes] = [[], 0];
  };
  for await (const line of lines) {
    const value: unknown = JSON.parse(line);
    if (Array.isArray(value)) {
      batch.push(value as RowText);
      bytes += line.length;
      if (batch.length >= rowsAtOnce || bytes >= bytesAtOnce) await flush();
      continue;
    }
    await flush();
    const section = sectionSchema.parse(value);
    if (section.tenant !== null) await client.query("select set_config('app.tenant_id', $1, true)", [section.tenant]);
    insert = { table: section.table, statement: insertStatement(section, tables.get(section.table)) };
  }
  await flush();
  return counts;
}

/** One parameter a column: the texts of all rows, read by PostgreSQL as the column's own type. */
function insertStatement(section: Section, table: TableShape | undefined): string {
  const types = new Map(table?.columns.map((column) => [column.name, column.type]));
  if (table === undefined || section.columns.length !== types.size) throw otherTables(section.table);
  const names = section.columns.map(quoteName).join(', ');
  const values = section.columns.map((column, index) => {
    const type = types.get(column);
    if (type === undefined) throw otherTables(section.table);
    return `v${index}::${type}`;
  });
  const arrays = section.columns.map((_, index) => `$${index + 1}::text[]`).join(', ');
  const aliases = section.columns.map((_, index) => `v${index}`).join(', ');
  return `insert into ${quoteName(section.table)} (${names}) select ${values.join(', ')} from unnest(${arrays}) as r(${aliases})`;
}

function transpose(rows: RowText[]): (string | null)[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? null));
}

function otherTables(table: string): AppError {
  return new AppError('conflict', {
    message: `table ${table} of the backup differs from the database's`,
    userMessage: `The backup does not fit this version of Deskhand (table ${table}). Restore it with the version that made it, then update.`,
  });
}
