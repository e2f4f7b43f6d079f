import { lookupRole } from '../../domain/database/row-security.ts';
import { quoteName, quoteText } from '../embedded/roles.rules.ts';
import { withClient } from '../embedded/with-client.ts';
import type { RowText, Section } from './backup.types.ts';
import { exactText, type OwnerClient, readTables, type TableShape } from './read-tables.ts';

/** What a dump found. */
export type DumpFacts = { postgresVersion: string; tenants: string[]; rows: Record<string, number>; blobKeys: Set<string> };

/**
 * Writes the whole database as lines of JSON: a section, then its rows. One snapshot (REPEATABLE READ), read by the owner tenant by tenant under
 * row security, so it needs neither a superuser nor a program of PostgreSQL's own, and works while Deskhand does.
 */
export async function dumpDatabase(ownerUrl: string, write: (line: string) => Promise<void>): Promise<DumpFacts> {
  return withClient(ownerUrl, async (client) => {
    await client.query('begin transaction isolation level repeatable read read only');
    for (const statement of exactText) await client.query(statement);
    const version = await client.query<{ server_version: string }>('show server_version');
    const tenants = await readTenants(client);
    const facts: DumpFacts = { postgresVersion: version.rows[0]?.server_version ?? '', tenants, rows: {}, blobKeys: new Set() };
    const tables = await readTables(client);
    for (const tenant of [null, ...tenants]) {
      if (tenant !== null) await client.query("select set_config('app.tenant_id', $1, true)", [tenant]);
      const wanted = tables.filter((table) => (table.tenantColumn === null) === (tenant === null));
      for (const table of wanted) await dumpTable(client, table, tenant, facts, write);
    }
    await client.query('commit');
    return facts;
  });
}

/** The look-up role may list tenants, and the owner may become it (`roles.rules.ts`); both see the same snapshot. */
async function readTenants(client: OwnerClient): Promise<string[]> {
  await client.query(`set local role ${quoteName(lookupRole)}`);
  const { rows } = await client.query<{ id: string }>('select id::text as id from tenants order by created_at, id');
  await client.query('reset role');
  return rows.map((row) => row.id);
}

async function dumpTable(
  client: OwnerClient,
  table: TableShape,
  tenant: string | null,
  facts: DumpFacts,
  write: (line: string) => Promise<void>,
): Promise<void> {
  const columns = table.columns.map((column) => column.name);
  const blobColumns = columns.flatMap((name, index) => (name.endsWith('blob_key') ? [index] : []));
  const section: Section = { table: table.name, tenant, columns };
  let count = 0;
  for await (const rows of pages(client, table, tenant)) {
    if (count === 0) await write(`${JSON.stringify(section)}\n`);
    count += rows.length;
    for (const row of rows) {
      for (const index of blobColumns) if (row[index] != null) facts.blobKeys.add(row[index]);
      await write(`${JSON.stringify(row)}\n`);
    }
  }
  facts.rows[table.name] = (facts.rows[table.name] ?? 0) + count;
}

async function* pages(client: OwnerClient, table: TableShape, tenant: string | null): AsyncGenerator<RowText[]> {
  const list = table.columns.map((column) => `${quoteName(column.name)}::text`).join(', ');
  // Row security alone would do for the owner; the condition keeps a superuser's dump from repeating every row for every tenant.
  const condition = table.tenantColumn === null || tenant === null ? '' : ` where ${table.tenantColumn} = ${quoteText(tenant)}`;
  await client.query(`declare page no scroll cursor for select ${list} from ${quoteName(table.name)}${condition}`);
  for (;;) {
    const { rows } = await client.query<RowText>({ text: `fetch ${table.hasBytes ? 40 : 500} from page`, rowMode: 'array' });
    if (rows.length === 0) break;
    yield rows;
  }
  await client.query('close page');
}
