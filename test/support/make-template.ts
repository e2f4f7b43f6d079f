import { existsSync } from 'node:fs';
import type { EmbeddedPostgres } from '../../server/embedded/postgres.ts';
import { createDatabaseStatement, databaseStatements, defaultRoleNames, quoteName } from '../../server/embedded/roles.rules.ts';
import { withClient } from '../../server/embedded/with-client.ts';

const templateName = 'deskhand_template';

const migrateModule = new URL('../../domain/database/migrate.ts', import.meta.url);

/**
 * Makes the database that `freshDatabase` clones: migrates it as the owner, then closes it to everybody, for a connection would be in the
 * way of a clone. Returns its name.
 */
export async function makeTemplate(server: Pick<EmbeddedPostgres, 'superuserUrl' | 'ownerUrl'>): Promise<string> {
  const names = { ...defaultRoleNames, database: templateName };
  await withClient(server.superuserUrl, (client) => client.query(createDatabaseStatement(names)));
  await withClient(databaseUrl(server.superuserUrl, templateName), async (client) => {
    for (const statement of databaseStatements(names)) await client.query(statement);
  });
  if (existsSync(migrateModule)) {
    const { migrate } = (await import(migrateModule.href)) as { migrate: (ownerUrl: string) => Promise<unknown> };
    await migrate(databaseUrl(server.ownerUrl, templateName));
  }
  await withClient(server.superuserUrl, async (client) => {
    await client.query(`ALTER DATABASE ${quoteName(templateName)} WITH ALLOW_CONNECTIONS false IS_TEMPLATE true`);
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [templateName]);
  });
  return templateName;
}

/** The same address with another database. */
export function databaseUrl(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}
