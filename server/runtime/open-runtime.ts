import type { Env } from '../../config/env.ts';
import type { Logger } from '../../config/logger.ts';
import { findRunningTemporal } from './find-running-temporal.ts';

/** Servers a command works with. The URLs hold passwords: never print or log them. */
export type Runtime = {
  appUrl: string;
  /** The owner's login; null with DATABASE_URL and no DATABASE_OWNER_URL. */
  ownerUrl: string | null;
  /** `embedded`: started by us or adopted; `shared`: another Deskhand runs it now. */
  database: 'embedded' | 'shared' | 'external';
  /** host:port of a Temporal server that is there now; null when none runs (what is left for it is swept later). */
  temporalAddress: string | null;
  /** Ends what was started here; leaves what was running. */
  close(): Promise<void>;
};

export type RuntimeOptions = { log: Logger; progress?: (line: string) => void };

/**
 * The servers behind a command: DATABASE_URL and TEMPORAL_ADDRESS where set, otherwise the embedded PostgreSQL of the data folder, which is used
 * when it runs and started for the time of the command when it does not. Temporal is never started for a command. Throws as
 * `startEmbeddedPostgres` does.
 */
export async function openRuntime(env: Env, options: RuntimeOptions): Promise<Runtime> {
  const temporalAddress = env.TEMPORAL_ADDRESS ?? (await findRunningTemporal(env.DESKHAND_DATA));
  if (env.DATABASE_URL !== undefined) {
    return {
      appUrl: env.DATABASE_URL,
      ownerUrl: env.DATABASE_OWNER_URL ?? null,
      database: 'external',
      temporalAddress,
      close: async () => undefined,
    };
  }
  const { startEmbeddedPostgres } = await import('../embedded/postgres.ts');
  const server = await startEmbeddedPostgres({ dataFolder: env.DESKHAND_DATA, ...options });
  return {
    appUrl: server.appUrl,
    ownerUrl: server.ownerUrl,
    database: server.shared ? 'shared' : 'embedded',
    temporalAddress,
    close: () => server.stop(),
  };
}
