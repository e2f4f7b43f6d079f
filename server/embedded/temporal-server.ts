import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Logger } from '../../config/logger.ts';
import { stopOnExit } from './child-server.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { joinServer, leaveServer } from './server-users.ts';
import { keepDatabase, rememberPort } from './temporal-files.ts';
import { adoptTemporal, launchTemporal, stopTemporal } from './temporal-process.ts';
import { withPidLock } from './with-pid-lock.ts';

export type TemporalServerOptions = {
  /** Path of the Temporal program, see `resolveTemporalBinary`. */
  binary: string;
  /** Deskhand's data folder; the server's file goes to its subfolder `temporal`. */
  dataFolder: string;
  log: Logger;
  /** Also serve Temporal's own web pages on this port of 127.0.0.1. */
  uiPort?: number;
  /** Namespaces to create beside `default`, each with our search attributes. */
  namespaces?: string[];
};

/** A running Temporal development server. */
export type TemporalServer = {
  /** host:port for clients and workers. */
  address: string;
  pid: number;
  /** Port of the web pages when they are served. */
  uiPort: number | undefined;
  /** The server was already running: an earlier Deskhand was killed, or another one runs now. */
  adopted: boolean;
  /** Another living Deskhand uses the server too. */
  shared: boolean;
  /** Ends the server when no other Deskhand uses it: SIGTERM, after five seconds SIGKILL. May be called twice. */
  stop(): Promise<void>;
};

/**
 * Starts the Temporal development server on the file in `dataFolder`, or adopts the one that runs on it. Never two servers on one file.
 *
 * It never outlives us for good: `stop`, and any exit of this process that Node sees, end it; after SIGKILL of this process it is found by
 * its command line at the next start, which adopts it when it serves and ends it otherwise. It has its own process group, so
 * Ctrl-C does not end it under a worker that is still draining. Throws `unavailable` with its last words when it does not start.
 */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  const home = join(resolve(options.dataFolder), 'temporal');
  await mkdir(home, { recursive: true, mode: 0o700 });
  return withPidLock(join(home, 'start.lock'), async () => {
    const adopted = await adoptTemporal(home, options.log);
    const living = adopted ?? (await launchTemporal({ ...options, home, namespaces: options.namespaces ?? [] }));
    await keepDatabase(home);
    await rememberPort(home, living.port);
    const shared = joinServer(join(home, 'users'));
    const { port, uiPort, identity } = living;
    options.log.info({ port, uiPort, pid: identity.pid, adopted: adopted !== undefined, shared }, 'Temporal is ready');
    return {
      address: `127.0.0.1:${port}`,
      pid: identity.pid,
      uiPort,
      adopted: adopted !== undefined,
      shared,
      stop: stopper(home, identity),
    };
  });
}

function stopper(home: string, identity: ProcessIdentity): () => Promise<void> {
  const leave = () => leaveServer(join(home, 'users'));
  // An exit without `stop` leaves no time to wait, and a server that is still going down must not be adopted: so SIGKILL.
  const forget = stopOnExit(identity, 'SIGKILL', leave);
  return async () => {
    forget();
    await withPidLock(join(home, 'start.lock'), async () => {
      if (leave()) await stopTemporal(home, identity);
    });
  };
}
