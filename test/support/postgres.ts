import { randomBytes } from 'node:crypto';
import { databaseStatements, defaultRoleNames, quoteName } from '../../server/embedded/roles.rules.ts';
import { withClient } from '../../server/embedded/with-client.ts';
import { databaseUrl } from './make-template.ts';
import { askSupportDoor } from './support-door.ts';
import type { PostgresAddresses } from './test-servers.ts';

/** A database of one test file. All three addresses lead to it. */
export type FreshDatabase = { ownerUrl: string; appUrl: string; superuserUrl: string; name: string; drop(): Promise<void> };

/** The database server of this run (superuser, owner and application addresses); started at the first call. */
export async function postgresAddresses(): Promise<PostgresAddresses> {
  return askSupportDoor<PostgresAddresses>('/postgres');
}

/** The name of the migrated database that `freshDatabase` clones; made at the first call. Nobody can connect to it. */
export async function templateDatabase(): Promise<string> {
  return (await askSupportDoor<{ template: string }>('/template')).template;
}

/**
 * A new database with all migrations, cloned from the run's template (some 50 ms); `migrated: false` gives an empty one. Give it
 * a long `beforeAll` only on the very first start; `drop` in `afterAll` also cuts connections that were left open.
 */
export async function freshDatabase(options: { migrated?: boolean } = {}): Promise<FreshDatabase> {
  const server = await postgresAddresses();
  const name = `test_${randomBytes(5).toString('hex')}`;
  const template = options.migrated === false ? 'template0' : quoteName(await templateDatabase());
  await withClient(server.superuserUrl, async (client) => {
    await client.query(`CREATE DATABASE ${quoteName(name)} TEMPLATE ${template} OWNER ${quoteName(defaultRoleNames.owner)}`);
  });
  const superuserUrl = databaseUrl(server.superuserUrl, name);
  // Rights on the database itself are not cloned.
  await withClient(superuserUrl, async (client) => {
    for (const statement of databaseStatements({ ...defaultRoleNames, database: name })) await client.query(statement);
  });
  return {
    name,
    superuserUrl,
    ownerUrl: databaseUrl(server.ownerUrl, name),
    appUrl: databaseUrl(server.appUrl, name),
    drop: () =>
      withClient(
        server.superuserUrl,
        async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${quoteName(name)} WITH (FORCE)`)),
      ),
  };
}
