import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { migrate } from '../../domain/database/migrate.ts';
import { createDatabase, type Database } from '../../domain/database/orm.ts';
import { createWithTenant, type WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import { resolveTemporalBinary } from '../../server/embedded/temporal-binary.ts';
import { startTemporalServer, type TemporalServer } from '../../server/embedded/temporal-server.ts';
import { atExit } from './at-exit.ts';
import type { WorkerMessage, WorkerOrder } from './clock-worker.types.ts';
import { silent } from './desk.ts';
import { descendants } from './process-tree.ts';
import { type ScratchDatabase, startScratchDatabase } from './scratch-database.ts';

/** A worker process that runs. `firings` of the baseline are told through `onFired`. */
export type LabWorker = { pid: number; onFired: (lateMs: number) => void; stop(): Promise<void> };

/** A real Temporal server and a durable PostgreSQL with the product's schema, and a way to start workers beside them. */
export type ClockLab = {
  client: Client;
  withTenant: WithTenant;
  /** Reads and writes across tenants. */
  superuser: pg.Pool;
  pids: { temporal: number; postgres(): number[] };
  sizes(): Promise<{ postgresMb: number; temporalMb: number }>;
  startWorker(kind: WorkerOrder['kind']): Promise<LabWorker>;
  close(): Promise<void>;
};

/** Starts both servers on a folder of their own. */
export async function openClockLab(): Promise<ClockLab> {
  const scratch = await startScratchDatabase({ durable: true });
  await migrate(scratch.server.ownerUrl);
  const binary = (await resolveTemporalBinary({ log: silent, progress: (line) => void process.stderr.write(`${line}\n`) })).path;
  const temporal = await startTemporalServer({ binary, dataFolder: scratch.folder, log: silent });
  const connection = await Connection.connect({ address: temporal.address });
  const database = createDatabase({ url: scratch.server.appUrl, pool: 10, contextName: 'clock-bench' });
  const superuser = new pg.Pool({ connectionString: scratch.server.superuserUrl.replace(/\/postgres$/, '/deskhand'), max: 4 });
  const workers = new Set<LabWorker>();
  return {
    client: new Client({ connection }),
    withTenant: createWithTenant({ database }),
    superuser,
    pids: { temporal: temporal.pid, postgres: () => [scratch.server.pid, ...descendants(scratch.server.pid)] },
    sizes: () => sizes(superuser, scratch.folder),
    startWorker: async (kind) => {
      const order = { kind, address: temporal.address, appUrl: scratch.server.appUrl, cacheFolder: join(scratch.folder, 'cache') };
      const worker = await startWorker(order, () => workers.delete(worker));
      workers.add(worker);
      return worker;
    },
    close: () => closeAll({ scratch, temporal, connection, database, superuser }, workers),
  };
}

async function startWorker(order: WorkerOrder, onStop: () => void): Promise<LabWorker> {
  const child = fork(fileURLToPath(new URL('./clock-worker.ts', import.meta.url)), {
    env: { ...process.env, CLOCK_WORKER: JSON.stringify(order) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const forget = atExit(() => child.kill('SIGKILL'));
  const ready = Promise.withResolvers<void>();
  const worker: LabWorker = {
    pid: child.pid ?? 0,
    onFired: () => undefined,
    stop: async () => {
      await end(child);
      forget();
      onStop();
    },
  };
  child.on('message', (message: WorkerMessage) => (message.kind === 'ready' ? ready.resolve() : worker.onFired(message.lateMs)));
  child.once('exit', (code) => ready.reject(new Error(`the worker process ended with ${code}`)));
  await ready.promise;
  return worker;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.send('stop');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(timer);
}

async function sizes(superuser: pg.Pool, folder: string): Promise<{ postgresMb: number; temporalMb: number }> {
  const { rows } = await superuser.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
  const file = join(folder, 'temporal', 'temporal.db');
  const bytes = [file, `${file}-wal`].reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
  return { postgresMb: Number(rows[0]?.bytes ?? 0) / 1_048_576, temporalMb: bytes / 1_048_576 };
}

type Open = { scratch: ScratchDatabase; temporal: TemporalServer; connection: Connection; database: Database; superuser: pg.Pool };

async function closeAll({ scratch, temporal, connection, database, superuser }: Open, workers: Set<LabWorker>): Promise<void> {
  for (const worker of [...workers]) await worker.stop();
  await superuser.end();
  await database.close(true);
  await connection.close();
  await temporal.stop();
  await scratch.drop();
}
