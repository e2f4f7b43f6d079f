import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { databaseStatements, roleStatements, rolesScript } from '../../../server/embedded/roles.rules.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { type FreshDatabase, freshDatabase, postgresAddresses, templateDatabase } from '../../support/postgres.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase({ migrated: false });
}, 60_000);
afterAll(() => database.drop());

test('the application login is no superuser, cannot bypass row security, cannot create roles and owns nothing', async () => {
  const role = await withClient(database.appUrl, async (client) => {
    const found = await client.query(`SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin,
      (SELECT count(*)::int FROM pg_shdepend WHERE refobjid = r.oid AND deptype = 'o') AS owned
      FROM pg_roles r WHERE rolname = current_user`);
    return found.rows[0];
  });
  expect(role).toEqual({
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    rolreplication: false,
    rolcanlogin: true,
    owned: 0,
  });
});

test('the application login can create nothing, neither tables, nor schemas, nor temporary tables', async () => {
  await withClient(database.appUrl, async (client) => {
    await expect(client.query('CREATE TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('CREATE SCHEMA mine')).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('CREATE TEMP TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('SET ROLE deskhand_owner')).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('SET ROLE deskhand_lookup')).rejects.toMatchObject({ code: '42501' });
  });
});

test('the application login has limits on statements, idle transactions and lock waits', async () => {
  const limits = await withClient(database.appUrl, async (client) => {
    const found = await client.query(`SELECT current_setting('statement_timeout') AS statement,
      current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('lock_timeout') AS lock`);
    return found.rows[0];
  });
  expect(limits).toEqual({ statement: '30s', idle: '1min', lock: '15s' });
});

test('the owner is no superuser, cannot bypass row security, owns the database and can install the extensions that search needs', async () => {
  const owner = await withClient(database.ownerUrl, async (client) => {
    await client.query('CREATE EXTENSION pg_trgm');
    await client.query('CREATE EXTENSION unaccent');
    const found = await client.query(`SELECT rolsuper, rolbypassrls, rolcreaterole,
      (SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()) AS database_owner
      FROM pg_roles WHERE rolname = current_user`);
    return found.rows[0];
  });
  expect(owner).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: true, database_owner: 'deskhand_owner' });
});

test('the owner can hand a function to the lookup role and the application can call it, but the owner does not inherit its rights', async () => {
  await withClient(database.ownerUrl, async (client) => {
    await client.query('CREATE TABLE doors (tenant_id int, address text)');
    await client.query('ALTER TABLE doors ENABLE ROW LEVEL SECURITY');
    await client.query('ALTER TABLE doors FORCE ROW LEVEL SECURITY');
    await client.query('CREATE POLICY finds ON doors FOR SELECT TO deskhand_lookup USING (true)');
    await client.query('CREATE POLICY fills ON doors FOR INSERT TO deskhand_owner WITH CHECK (true)');
    await client.query("INSERT INTO doors VALUES (7, 'support@acme.example')");
    await client.query('GRANT SELECT ON doors TO deskhand_lookup, deskhand_app');
    await client.query(`CREATE FUNCTION tenant_of(wanted text) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = public AS 'SELECT tenant_id FROM doors WHERE address = wanted'`);
    await client.query('ALTER FUNCTION tenant_of(text) OWNER TO deskhand_lookup');
    expect((await client.query('SELECT * FROM doors')).rows).toEqual([]);
  });
  await withClient(database.appUrl, async (client) => {
    expect((await client.query('SELECT * FROM doors')).rows).toEqual([]);
    expect((await client.query("SELECT tenant_of('support@acme.example')")).rows).toEqual([{ tenant_of: 7 }]);
  });
});

test('the lookup role cannot sign in and is no superuser', async () => {
  const roles = await withClient(database.superuserUrl, (client) =>
    client.query("SELECT rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'deskhand_lookup'"),
  );
  expect(roles.rows).toEqual([{ rolcanlogin: false, rolsuper: false, rolbypassrls: false }]);
});

test('a wrong password is refused, for passwords are checked by scram', async () => {
  const wrong = new URL(database.appUrl);
  wrong.password = 'wrong';
  await expect(withClient(wrong.href, (client) => client.query('SELECT 1'))).rejects.toMatchObject({ code: '28P01' });
  const stored = await withClient(database.superuserUrl, (client) =>
    client.query(
      "SELECT count(*)::int AS n FROM pg_authid WHERE rolpassword LIKE 'SCRAM-SHA-256$%' AND rolname IN ('postgres', 'deskhand_owner', 'deskhand_app')",
    ),
  );
  expect(stored.rows).toEqual([{ n: 3 }]);
});

test('two databases of one run do not see each other and the template cannot be opened', async () => {
  const other = await freshDatabase();
  await withClient(other.ownerUrl, (client) => client.query('CREATE TABLE only_here (id int)'));
  const seen = await withClient(database.superuserUrl, (client) => client.query("SELECT to_regclass('only_here') AS found"));
  expect(seen.rows).toEqual([{ found: null }]);
  await other.drop();
  const template = new URL((await postgresAddresses()).ownerUrl);
  template.pathname = `/${await templateDatabase()}`;
  await expect(withClient(template.href, (client) => client.query('SELECT 1'))).rejects.toMatchObject({ code: '55000' });
});

test('the psql script for the operator of another server holds the same statements and no password', () => {
  const names = { owner: 'o"wner', app: 'a', lookup: 'l', database: "d'b" };
  const script = rolesScript(names);
  for (const statement of [...roleStatements(names), ...databaseStatements(names)]) expect(script).toContain(`${statement};\n`);
  expect(script).toMatch(/\\password "o""wner"\n\\password "a"/);
  expect(script).toContain(String.raw`WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'd''b') \gexec`);
  expect(script).not.toMatch(/PASSWORD '/);
});
