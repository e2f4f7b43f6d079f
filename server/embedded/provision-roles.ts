import type { Client } from 'pg';
import { createDatabaseStatement, quoteName, quoteText, type RoleNames, roleStatements } from './roles.rules.ts';

/** Passwords to give to the two logins; left as they are when undefined. */
export type RolePasswords = { ownerPassword?: string; appPassword?: string };

/**
 * Creates or puts right the three roles and creates the database when it is missing, on the server the client is signed in to as a
 * superuser. Repeatable. What must run inside the database is `databaseStatements`. Passwords are only sent as scram verifiers' input
 * over this connection and never logged by us.
 */
export async function provisionRoles(superuser: Client, names: RoleNames, passwords: RolePasswords): Promise<void> {
  for (const statement of roleStatements(names)) await superuser.query(statement);
  await setPassword(superuser, names.owner, passwords.ownerPassword);
  await setPassword(superuser, names.app, passwords.appPassword);
  const found = await superuser.query('SELECT 1 FROM pg_database WHERE datname = $1', [names.database]);
  if (found.rowCount === 0) await superuser.query(createDatabaseStatement(names));
}

async function setPassword(superuser: Client, role: string, password: string | undefined): Promise<void> {
  if (password === undefined) return;
  await superuser.query(`ALTER ROLE ${quoteName(role)} PASSWORD ${quoteText(password)}`);
}
