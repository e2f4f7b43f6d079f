import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { EntityName } from '@mikro-orm/core';
import { entities } from '../../../domain/database/entities.ts';
import { migrate } from '../../../domain/database/migrate.ts';
import { createDatabase, type Database } from '../../../domain/database/orm.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';

let fresh: FreshDatabase;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = createDatabase({ url: fresh.appUrl, pool: 2, contextName: fresh.name });
}, 120_000);
afterAll(async () => {
  await database.close(true);
  await fresh.drop();
});

type Column = { table_name: string; column_name: string; is_nullable: 'YES' | 'NO'; data_type: string };
const columnsOf = (): Promise<Column[]> =>
  withClient(fresh.superuserUrl, async (client) => {
    const { rows } = await client.query(
      "select table_name, column_name, is_nullable, data_type from information_schema.columns where table_schema = 'public'",
    );
    return rows as Column[];
  });

it('maps every column of every table, with the same nullability, and nothing that is not there', async () => {
  const columns = await columnsOf();
  const mapped = entities.map((entity) => database.getMetadata(entity as EntityName<object>));
  for (const meta of mapped) {
    const inTable = columns
      .filter((column) => column.table_name === meta.tableName)
      .map((column) => `${column.column_name} ${column.is_nullable}`);
    const inEntity = meta.props.flatMap((prop) => (prop.fieldNames ?? []).map((field) => `${field} ${prop.nullable ? 'YES' : 'NO'}`));
    expect({ table: meta.tableName, columns: inEntity.toSorted() }).toEqual({ table: meta.tableName, columns: inTable.toSorted() });
  }
  const unmapped = new Set(columns.map((column) => column.table_name).filter((name) => !mapped.some((meta) => meta.tableName === name)));
  expect([...unmapped].toSorted()).toEqual(['chat_claims', 'counters', 'deskhand_migrations']);
});

it('gives every table of a tenant its column, its forced policy and composite keys only', async () => {
  const { rows } = await withClient(fresh.superuserUrl, (client) =>
    client.query(`select conrelid::regclass::text as child, pg_get_constraintdef(oid) as definition from pg_constraint
      where contype = 'f' and confrelid <> 'tenants'::regclass`),
  );
  expect(rows.length).toBeGreaterThan(20);
  for (const { child, definition } of rows as { child: string; definition: string }[]) {
    expect(`${child}: ${definition}`).toMatch(
      /^(tenants: FOREIGN KEY \(id|(?!tenants)\w+: FOREIGN KEY \(tenant_id), \w+\) REFERENCES \w+\(tenant_id, id\)/,
    );
  }
});

it('has nothing left to migrate after migrating', async () => {
  expect(await migrate(fresh.ownerUrl)).toEqual([]);
});
