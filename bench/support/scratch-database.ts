import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/embedded/postgres.ts';
import { atExit } from './at-exit.ts';
import { silent } from './desk.ts';

/** An embedded PostgreSQL with the product's roles and an empty database, on a folder of its own. */
export type ScratchDatabase = { folder: string; server: EmbeddedPostgres; drop(): Promise<void> };

/** Starts it; `durable: false` leaves out fsync, for work whose speed is not the question. `settings` win over the product's. */
export async function startScratchDatabase(options: { durable: boolean; settings?: Record<string, string> }): Promise<ScratchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhand-bench-'));
  const server = await startEmbeddedPostgres({
    dataFolder: folder,
    log: silent,
    fsync: options.durable,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
  });
  // The server is ended by itself at any exit (startEmbeddedPostgres); its folder is ours to delete.
  const forget = atExit(() => rmSync(folder, { recursive: true, force: true }));
  const drop = async (): Promise<void> => {
    await server.stop();
    forget();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, server, drop };
}
