import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { AppError } from '../../domain/errors.ts';

/** Passwords of the three logins of the embedded server, and the port it had last. */
export type PostgresLogins = { superuserPassword: string; ownerPassword: string; appPassword: string; port?: number };

/**
 * Reads the logins, or makes random ones for a new cluster; the file has mode 0600. Throws `key_missing` when a cluster exists
 * and its logins do not: nobody could sign in to it.
 */
export async function loadLogins(file: string, clusterExists: boolean): Promise<PostgresLogins> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as PostgresLogins;
  } catch (cause) {
    if (clusterExists) throw loginsMissing(file, cause);
  }
  const logins = { superuserPassword: newPassword(), ownerPassword: newPassword(), appPassword: newPassword() };
  await saveLogins(file, logins);
  return logins;
}

/** Writes the logins at once or not at all. */
export async function saveLogins(file: string, logins: PostgresLogins): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(logins, undefined, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

function loginsMissing(file: string, cause: unknown): AppError {
  return new AppError('key_missing', {
    message: `the PostgreSQL cluster exists but its logins cannot be read from ${file}`,
    userMessage: `The database is there but the file with its passwords is not: put ${file} back, or restore a backup into an empty folder.`,
    cause,
  });
}
