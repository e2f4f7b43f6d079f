import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../domain/errors.ts';
import { type ChildServer, isGone, type ServerCommand, type StopStep, startChildServer } from './child-server.ts';
import { freePort } from './free-port.ts';
import { clusterFolder, dataArgument } from './postgres-cluster.ts';
import { commandLine, identify, type ProcessIdentity } from './process-identity.ts';
import type { ServerAccount } from './server-account.ts';

/** A running postmaster and the port it listens on. */
export type LivingPostgres = { identity: ProcessIdentity; port: number };

/** Fast shutdown, then immediate; SIGKILL follows by itself. */
export const postgresStopSteps: StopStep[] = [
  { signal: 'SIGINT', waitMs: 8_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
];

export type LaunchOptions = {
  postgres: string;
  home: string;
  account: ServerAccount | undefined;
  settings: Record<string, string>;
  preferredPort: number | undefined;
};

const startLimitMs = 60_000;
/** What a start may fail with for a passing reason: a port taken meanwhile, or children of a killed postmaster that are still ending. */
const passing = /address already in use|could not create any TCP\/IP sockets|shared memory block|lock file ".*" already exists/i;

/** The server that runs on this cluster, if one does: also one that an earlier, killed Deskhand left behind. */
export function findLivingPostgres(home: string): LivingPostgres | undefined {
  const lines = readPidFile(home);
  const identity = identify(Number(lines[0]));
  if (identity === undefined || !runsOn(identity.pid, clusterFolder(home))) return undefined;
  return { identity, port: Number(lines[3]) };
}

/**
 * Starts PostgreSQL on the cluster and returns when it accepts connections. Tries again for passing reasons: another port, or the
 * shared memory of a killed server. Throws `unavailable` with the server's last log lines.
 */
export async function launchPostgres(options: LaunchOptions): Promise<LivingPostgres> {
  const deadline = Date.now() + startLimitMs;
  let preferred = options.preferredPort;
  for (;;) {
    const port = await freePort(preferred);
    // The file is stale here (see findLivingPostgres), but its number may have gone to another process, which PostgreSQL would respect.
    await rm(join(clusterFolder(options.home), 'postmaster.pid'), { force: true });
    const child = await startChildServer(serverCommand(options, port));
    const failure = await readyOrEnded(child, options.home, deadline);
    if (failure === undefined) return { identity: child.identity, port };
    const output = child.lastWords();
    if (!passing.test(output) || Date.now() > deadline) throw startFailed(failure, output);
    preferred = undefined;
    await sleep(200);
  }
}

function serverCommand(options: LaunchOptions, port: number): ServerCommand {
  const folder = clusterFolder(options.home);
  const settings = { ...options.settings, port: String(port) };
  return {
    command: options.postgres,
    args: ['-D', dataArgument(folder, options.account), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    cwd: folder,
    logFile: join(options.home, 'server.log'),
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    ...(options.account === undefined ? {} : { account: options.account }),
  };
}

/** Undefined when ready, otherwise what went wrong. Line 8 of postmaster.pid is how pg_ctl learns it too. */
async function readyOrEnded(child: ChildServer, home: string, deadline: number): Promise<string | undefined> {
  let ended: string | undefined;
  void child.ended.then((how) => {
    ended = how;
  });
  while (Date.now() < deadline) {
    if (ended !== undefined) return ended;
    const lines = readPidFile(home);
    if (Number(lines[0]) === child.identity.pid && lines[7]?.trim() === 'ready') return undefined;
    await sleep(10);
  }
  process.kill(child.identity.pid, 'SIGQUIT');
  await isGone(child.identity, 5_000);
  return `not ready within ${startLimitMs / 1000} s`;
}

function readPidFile(home: string): string[] {
  const file = join(clusterFolder(home), 'postmaster.pid');
  try {
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  } catch {
    return [];
  }
}

/** Whether the process is a postgres working in this folder: the number in an old pid file may belong to anybody by now. */
function runsOn(pid: number, folder: string): boolean {
  if (!commandLine(pid).includes('postgres')) return false;
  if (process.platform !== 'linux') return commandLine(pid).includes(folder);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return false;
  }
}

function startFailed(failure: string, output: string): AppError {
  return new AppError('unavailable', {
    message: `PostgreSQL did not start (${failure}): ${output}`,
    userMessage:
      'The embedded PostgreSQL did not start: see `postgres/server.log` in the data folder, or set DATABASE_URL to a server that runs.',
  });
}
