import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/embedded/postgres.ts';
import { silent } from './desk.ts';

/** An embedded PostgreSQL with the product's roles and an empty database, on a folder of its own. */
export type ScratchDatabase = { folder: string; server: EmbeddedPostgres; drop(): Promise<void> };

/** Starts it; `durable: false` leaves out fsync, for work whose speed is not the question. */
export async function startScratchDatabase(options: { durable: boolean }): Promise<ScratchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhand-bench-'));
  const server = await startEmbeddedPostgres({ dataFolder: folder, log: silent, fsync: options.durable });
  // An exit by a signal ends the server by itself (startEmbeddedPostgres); its folder is ours to delete.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  const drop = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, server, drop };
}
