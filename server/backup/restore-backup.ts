import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Env } from '../../config/env.ts';
import type { Logger } from '../../config/logger.ts';
import { migrate, migrationState } from '../../domain/database/migrate.ts';
import { AppError } from '../../domain/errors.ts';
import { openBlobStore } from '../../storage/open-blob-store.ts';
import { openRuntime } from '../runtime/open-runtime.ts';
import { backupPaths, type Manifest } from './backup.types.ts';
import { checkBlobs, loadBlobs } from './copy-blobs.ts';
import { loadTemporal } from './copy-temporal.ts';
import { readManifest } from './file-sums.ts';
import { hasNoTenants, loadDatabase } from './load-database.ts';
import { readLines } from './read-lines.ts';

export type RestoreOptions = { env: Env; folder: string; keyFile: string; log: Logger; progress: (line: string) => void };

/**
 * Brings a backup back: into an empty data folder, or into empty databases and the store of one's own servers. Everything is checked before
 * anything is written; a restore that fails leaves the data folder empty again. What was waiting to be sent, who was signed in and the tickets'
 * workflows are the caller's to settle afterwards (`settle-restored.ts`). Throws `conflict` when something is there already and `invalid_input` for a
 * backup that cannot be trusted.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const { env, folder, keyFile, progress } = options;
  progress('checking the backup …');
  const manifest = await readManifest(folder);
  const blobKeys = await checkBlobs(folder);
  const dataFolder = resolve(env.DESKHAND_DATA);
  await assertEmpty(dataFolder);
  if (existsSync(keyFile)) throw occupied(`the key file ${keyFile}`);
  try {
    await mkdir(dataFolder, { recursive: true });
    await restoreKeys(folder, keyFile);
    progress('restoring the stored files …');
    await loadBlobs(await openBlobStore(env), blobKeys, folder);
    await restoreDatabase(options, manifest);
    if (manifest.temporal === 'included' && env.TEMPORAL_ADDRESS === undefined) await loadTemporal(env, folder);
    return manifest;
  } catch (error) {
    await rm(keyFile, { force: true });
    for (const name of await readdir(dataFolder).catch(() => [])) await rm(join(dataFolder, name), { recursive: true, force: true });
    throw error;
  }
}

async function restoreKeys(folder: string, keyFile: string): Promise<void> {
  await mkdir(dirname(keyFile), { recursive: true });
  await copyFile(join(folder, backupPaths.keys), keyFile);
  await chmod(keyFile, 0o600);
}

async function restoreDatabase({ env, folder, log, progress }: RestoreOptions, manifest: Manifest): Promise<void> {
  const runtime = await openRuntime(env, { log, progress });
  try {
    const { ownerUrl } = runtime;
    if (ownerUrl === null) throw ownerMissing();
    const { known, pending } = await migrationState(ownerUrl);
    const isUnused = pending.length === known.length || (await hasNoTenants(ownerUrl));
    if (!isUnused) throw occupied('the database');
    const newer = manifest.migrations.filter((name) => !known.includes(name));
    const older = known.filter((name) => !pending.includes(name) && !manifest.migrations.includes(name));
    if (newer.length > 0) throw otherVersion(manifest, 'an older version than the one that made the backup');
    if (older.length > 0) throw otherVersion(manifest, 'a database that is further than the backup; start from an empty one');
    await migrate(
      ownerUrl,
      manifest.migrations.filter((name) => pending.includes(name)),
    );
    progress('restoring the database …');
    const counts = await loadDatabase(ownerUrl, readLines(join(folder, backupPaths.database)));
    assertSameCounts(manifest.rows, counts);
    await migrate(ownerUrl);
  } finally {
    await runtime.close();
  }
}

function assertSameCounts(wanted: Record<string, number>, found: Record<string, number>): void {
  const different = Object.keys(wanted).filter((table) => wanted[table] !== (found[table] ?? 0));
  if (different.length > 0) throw new Error(`the restored tables ${different.join(', ')} have other numbers of rows than the backup`);
}

async function assertEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  if (names.length > 0) throw occupied(`the data folder ${folder}`);
}

function occupied(what: string): AppError {
  return new AppError('conflict', {
    message: 'restore target is not empty',
    userMessage: `Nothing was restored: ${what} is not empty. Restore into a new place (DESKHAND_DATA, DATABASE_URL), then change over.`,
  });
}

function ownerMissing(): AppError {
  return new AppError('not_configured', {
    message: 'DATABASE_OWNER_URL is not set',
    userMessage: 'Restoring needs the owner’s login: set DATABASE_OWNER_URL beside DATABASE_URL.',
  });
}

function otherVersion(manifest: Manifest, what: string): AppError {
  return new AppError('conflict', {
    message: 'migrations of the backup differ',
    userMessage: `Nothing was restored: this is ${what} (backup of Deskhand ${manifest.deskhandVersion}).`,
  });
}
