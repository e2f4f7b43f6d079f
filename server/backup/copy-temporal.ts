import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '../../config/env.ts';
import { temporalFiles } from '../runtime/find-running-temporal.ts';
import { backupPaths, type Manifest } from './backup.types.ts';

// All pages in one step: with several, SQLite begins again whenever the server writes in between, which under load is for ever.
const allPages = 2_147_483_647;

/**
 * Copies the file of the embedded Temporal server, also while it runs: SQLite's backup interface reads one state of it in one transaction, and in WAL
 * mode nobody waits for that. Copying the file itself would miss what is still in its WAL.
 */
export async function saveTemporal(env: Env, folder: string): Promise<Manifest['temporal']> {
  if (env.TEMPORAL_ADDRESS !== undefined) return 'external';
  const source = temporalFiles(env.DESKHAND_DATA);
  if (!existsSync(source.database) || !existsSync(source.completeMark)) return 'none';
  const { backup, DatabaseSync } = await import('node:sqlite');
  const copy = join(folder, backupPaths.temporal);
  const database = new DatabaseSync(source.database, { readOnly: true, timeout: 30_000 });
  try {
    await backup(database, copy, { rate: allPages });
  } finally {
    database.close();
  }
  await chmod(copy, 0o600);
  return 'included';
}

/** Puts the copy where the embedded server looks for its file, with the mark that it is whole. */
export async function loadTemporal(env: Env, folder: string): Promise<void> {
  const target = temporalFiles(env.DESKHAND_DATA);
  await mkdir(target.folder, { recursive: true, mode: 0o700 });
  await copyFile(join(folder, backupPaths.temporal), target.database);
  await writeFile(target.completeMark, '');
}
