import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessIdentity } from './process-identity.ts';

/** The server's database. */
export function databaseFile(home: string): string {
  return join(home, 'temporal.db');
}

/**
 * Deletes a database file that a killed first start left half made: the server makes its tables only when there is no file. Nothing can be
 * in it, because the mark of `keepDatabase` is set before anybody learns the address.
 */
export async function removeHalfMadeDatabase(home: string): Promise<void> {
  if (existsSync(join(home, 'complete'))) return;
  const file = databaseFile(home);
  await Promise.all([file, `${file}-wal`, `${file}-shm`].map((path) => rm(path, { force: true })));
}

/** From now on the database file may hold workflows. */
export async function keepDatabase(home: string): Promise<void> {
  await writeFile(join(home, 'complete'), '');
}

/** The port of the last start, so that addresses people noted stay true. */
export async function rememberedPort(home: string): Promise<number | undefined> {
  const port = Number(await readFile(join(home, 'port'), 'utf8').catch(() => ''));
  return port > 0 ? port : undefined;
}

/** See `rememberedPort`. */
export async function rememberPort(home: string, port: number): Promise<void> {
  await writeFile(join(home, 'port'), String(port));
}

/** Says that this server is being ended: it still serves for a moment after SIGTERM and must not be adopted should we be killed then. */
export async function markStopping(home: string, identity: ProcessIdentity): Promise<void> {
  await writeFile(join(home, 'stopping'), JSON.stringify(identity));
}

/** See `markStopping`. */
export async function isStopping(home: string, identity: ProcessIdentity): Promise<boolean> {
  return (await readFile(join(home, 'stopping'), 'utf8').catch(() => '')) === JSON.stringify(identity);
}
