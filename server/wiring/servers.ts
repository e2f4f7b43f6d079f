import type { Env } from '../../config/env.ts';
import type { Logger } from '../../config/logger.ts';
import { startEmbeddedPostgres } from '../embedded/postgres.ts';
import { resolveTemporalBinary } from '../embedded/temporal-binary.ts';
import { startTemporalServer } from '../embedded/temporal-server.ts';
import type { Closers } from './closers.ts';

/** The servers a role works with, and how each came about, in words for the operator. */
export type Servers = { appUrl: string; ownerUrl: string | null; isEmbedded: boolean; temporalAddress: string; said: string[] };

/** Uses the servers that the settings name and starts the others from this machine, both at the same time. */
export async function startServers(env: Env, log: Logger, tell: (line: string) => void, closers: Closers): Promise<Servers> {
  const said: string[] = [];
  const [database, temporalAddress] = await Promise.all([
    startDatabase(env, log, tell, closers, said),
    startTemporal(env, log, tell, closers, said),
  ]);
  return { ...database, temporalAddress, said };
}

async function startDatabase(env: Env, log: Logger, tell: (line: string) => void, closers: Closers, said: string[]) {
  if (env.DATABASE_URL !== undefined) {
    said.push(`PostgreSQL  ${new URL(env.DATABASE_URL).host} (DATABASE_URL)`);
    return { appUrl: env.DATABASE_URL, ownerUrl: env.DATABASE_OWNER_URL ?? null, isEmbedded: false };
  }
  const server = await startEmbeddedPostgres({ dataFolder: env.DESKHAND_DATA, log, progress: tell });
  closers.push('PostgreSQL', () => server.stop());
  said.push(`PostgreSQL  127.0.0.1:${server.port} (embedded${server.adopted ? ', taken over from an earlier run' : ''})`);
  return { appUrl: server.appUrl, ownerUrl: server.ownerUrl, isEmbedded: true };
}

async function startTemporal(env: Env, log: Logger, tell: (line: string) => void, closers: Closers, said: string[]): Promise<string> {
  if (env.TEMPORAL_ADDRESS !== undefined) {
    said.push(`Temporal    ${env.TEMPORAL_ADDRESS} (TEMPORAL_ADDRESS)`);
    return env.TEMPORAL_ADDRESS;
  }
  const binary = await resolveTemporalBinary({ log, progress: tell });
  const server = await startTemporalServer({
    binary: binary.path,
    dataFolder: env.DESKHAND_DATA,
    log,
    ...(env.TEMPORAL_UI_PORT === undefined ? {} : { uiPort: env.TEMPORAL_UI_PORT }),
  });
  closers.push('Temporal', () => server.stop());
  const pages = server.uiPort === undefined ? '' : `, its own pages on http://localhost:${server.uiPort}`;
  said.push(
    `Temporal    ${server.address} (development server from ${binary.source}${server.adopted ? ', taken over from an earlier run' : ''}${pages})`,
  );
  return server.address;
}
