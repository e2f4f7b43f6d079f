/** Names of the roles and the database that Deskhand needs. */
export type RoleNames = { owner: string; app: string; lookup: string; database: string };

/** The names used unless an operator chooses others. */
export const defaultRoleNames: RoleNames = {
  owner: 'deskhand_owner',
  app: 'deskhand_app',
  lookup: 'deskhand_lookup',
  database: 'deskhand',
};

/** Limits of the application role, so that a forgotten transaction or a runaway query cannot hold the desk up. */
export const appRoleLimits = { statement_timeout: '30s', idle_in_transaction_session_timeout: '60s', lock_timeout: '15s' } as const;

/** A PostgreSQL identifier in quotes. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A PostgreSQL string in quotes. */
export function quoteText(text: string): string {
  return text.includes('\\') ? ` E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `'${text.replaceAll("'", "''")}'`;
}

/**
 * Statements, repeatable, that create or put right the roles. Owner: owns and migrates the database, no superuser, cannot bypass row
 * security. App: what the product runs as, owns nothing. Lookup: cannot sign in; owns the few functions that look across tenants,
 * and the owner may only SET ROLE to it, not inherit its rights.
 */
export function roleStatements(names: RoleNames): string[] {
  const [owner, app, lookup] = [quoteName(names.owner), quoteName(names.app), quoteName(names.lookup)];
  const none = 'NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS';
  return [
    ...[names.owner, names.app, names.lookup].map(createRole),
    `ALTER ROLE ${owner} LOGIN CREATEROLE ${none}`,
    `ALTER ROLE ${app} LOGIN NOCREATEROLE ${none}`,
    `ALTER ROLE ${lookup} NOLOGIN NOCREATEROLE ${none}`,
    `GRANT ${lookup} TO ${owner} WITH ADMIN TRUE, INHERIT FALSE, SET TRUE`,
    ...Object.entries(appRoleLimits).map(([name, value]) => `ALTER ROLE ${app} SET ${name} = ${quoteText(value)}`),
  ];
}

/** Statements, repeatable, run as superuser inside a database owned by the owner role: who may connect, see and create. */
export function databaseStatements(names: RoleNames): string[] {
  const [owner, app, lookup, database] = [names.owner, names.app, names.lookup, names.database].map(quoteName);
  return [
    `ALTER DATABASE ${database} OWNER TO ${owner}`,
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${database} TO ${owner}, ${app}`,
    'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    `GRANT USAGE ON SCHEMA public TO ${app}`,
    // A role must be able to create in a schema before a function there can be handed to it (ALTER FUNCTION … OWNER TO).
    `GRANT USAGE, CREATE ON SCHEMA public TO ${lookup}`,
  ];
}

/** The statement that creates the database; PostgreSQL has no "if not exists" for it. */
export function createDatabaseStatement(names: RoleNames): string {
  return `CREATE DATABASE ${quoteName(names.database)} OWNER ${quoteName(names.owner)} TEMPLATE template0 ENCODING 'UTF8'`;
}

/** The same as a psql script, for the operator of a server of their own. It holds no passwords: psql asks for them. */
export function rolesScript(names: RoleNames): string {
  const lines = [
    '-- Run as a superuser with psql. Repeatable.',
    ...roleStatements(names).map((statement) => `${statement};`),
    `\\password ${quoteName(names.owner)}`,
    `\\password ${quoteName(names.app)}`,
    `SELECT ${quoteText(createDatabaseStatement(names))} WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = ${quoteText(names.database)}) \\gexec`,
    `\\connect ${quoteName(names.database)}`,
    ...databaseStatements(names).map((statement) => `${statement};`),
  ];
  return `${lines.join('\n')}\n`;
}

function createRole(name: string): string {
  const missing = `NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${quoteText(name)})`;
  return `DO $roles$ BEGIN IF ${missing} THEN CREATE ROLE ${quoteName(name)}; END IF; END $roles$`;
}
