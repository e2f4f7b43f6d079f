import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Env } from '../../config/env.ts';
import { migrationState } from '../../domain/database/migrate.ts';
import { AppError } from '../../domain/errors.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { backupPaths, type Manifest } from './backup.types.ts';
import { saveBlobs } from './copy-blobs.ts';
import { saveTemporal } from './copy-temporal.ts';
import { type DumpFacts, dumpDatabase } from './dump-database.ts';
import { describeFile, writeManifest } from './file-sums.ts';

export type BackupOptions = {
  env: Env;
  folder: string;
  ownerUrl: string;
  keyFile: string;
  blobs: BlobStore;
  deskhandVersion: string;
  now: Date;
  progress: (line: string) => void;
};

/**
 * Writes a backup into a new folder (mode 0700: it holds the keys and every mail), while Deskhand runs or not. The order leaves nothing dangling:
 * Temporal first (its wake-ups are asked for again by a restore), then one snapshot of the database, then the blobs its rows name (a blob is older
 * than its row), then the keys (they only ever grow). The folder appears under its name when it is complete.
 */
export async function makeBackup(options: BackupOptions): Promise<Manifest> {
  const folder = resolve(options.folder);
  await assertNew(folder);
  const draft = `${folder}.partial-${process.pid}`;
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(draft, { mode: 0o700 });
  try {
    const manifest = await fill(draft, options);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
    return manifest;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function fill(draft: string, options: BackupOptions): Promise<Manifest> {
  const { env, progress } = options;
  progress('copying the workflows …');
  const temporal = await saveTemporal(env, draft);
  progress('copying the database …');
  const { known, pending } = await migrationState(options.ownerUrl);
  const facts = await saveDatabase(options.ownerUrl, join(draft, backupPaths.database));
  progress('copying the stored files …');
  const blobs = await saveBlobs(options.blobs, facts.blobKeys, draft);
  await copyFile(options.keyFile, join(draft, backupPaths.keys));
  await chmod(join(draft, backupPaths.keys), 0o600);
  const paths = [backupPaths.database, backupPaths.blobList, backupPaths.keys, ...(temporal === 'included' ? [backupPaths.temporal] : [])];
  const manifest: Manifest = {
    format: 'deskhand-backup',
    version: 1,
    createdAt: options.now.toISOString(),
    deskhandVersion: options.deskhandVersion,
    postgresVersion: facts.postgresVersion,
    migrations: known.filter((name) => !pending.includes(name)),
    tenants: facts.tenants.length,
    rows: facts.rows,
    blobs,
    temporal,
    files: await Promise.all(paths.map((path) => describeFile(draft, path))),
  };
  await writeManifest(draft, manifest);
  return manifest;
}

async function saveDatabase(ownerUrl: string, file: string): Promise<DumpFacts> {
  const gzip = createGzip({ level: 4 });
  const written = pipeline(gzip, createWriteStream(file, { mode: 0o600, flush: true }));
  const dumped = dumpDatabase(ownerUrl, async (line) => {
    // A full disk ends the dump too, instead of leaving it waiting for room.
    if (gzip.destroyed) await written;
    if (!gzip.write(line)) await once(gzip, 'drain');
  });
  dumped.then(
    () => gzip.end(),
    (error: Error) => gzip.destroy(error),
  );
  const [facts] = await Promise.all([dumped, written]);
  return facts;
}

/** An empty folder is as good as none. */
async function assertNew(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries.length === 0) return;
  throw new AppError('conflict', {
    message: 'backup folder is not empty',
    userMessage: `${folder} is not empty. Name a new folder; a backup is never written over another one.`,
  });
}
