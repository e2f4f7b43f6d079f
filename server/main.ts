import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DestinationStream } from 'pino';
import type { Env } from '../config/env.ts';
import { createLogger, type Logger } from '../config/logger.ts';
import { migrate } from '../domain/database/migrate.ts';
import { createCoalescingWaker } from '../workflows/client/coalescing-waker.ts';
import { createWorkflowStarter } from '../workflows/client/workflow-starter.ts';
import { installTemporalLogger } from '../workflows/worker.ts';
import { type Core, wireCore } from './wire.ts';
import { type Closers, createClosers } from './wiring/closers.ts';
import { seedDemo, signInHint } from './wiring/demo-start.ts';
import { startMailRole } from './wiring/mail-role.ts';
import { openSlackOf } from './wiring/open-slack-of.ts';
import { startServers } from './wiring/servers.ts';
import { connectTemporalClient, connectTemporalWorker } from './wiring/temporal-clients.ts';
import { startWebRole } from './wiring/web-role.ts';
import { startWorkerRole } from './wiring/worker-role.ts';

export type RoleName = 'all' | 'web' | 'worker' | 'mail';

/** Longest time from SIGTERM to the end of the process, in ms; what is unfinished then is taken up at the next start. */
const drainLimitMs = 9_500;

/**
 * Runs a role (or all in one process) until SIGTERM or SIGINT, then drains and resolves; the process ends with 0. Rejects, after closing what was
 * opened, when a start step fails.
 */
export async function start(env: Env, { role }: { role: RoleName }): Promise<void> {
  const log = createLogger({ level: env.DESKHAND_LOG_LEVEL, role, ...(await logFile(env)) });
  const closers = createClosers(log);
  const end = endSignal();
  try {
    await Promise.race([open(env, role, log, closers, end), end.asked]);
    await end.asked;
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
  say('Stopping: finishing what is under way …');
  await Promise.race([closers.closeAll(), sleep(drainLimitMs).then(() => log.warn('not everything could be finished in time'))]);
  say('Stopped.');
  if (end.failure !== undefined) throw end.failure;
  process.exit(0);
}

async function open(env: Env, role: RoleName, log: Logger, closers: Closers, end: EndSignal): Promise<void> {
  const startedAt = Date.now();
  const servers = await startServers(env, log, say, closers);
  if (servers.ownerUrl !== null) {
    const applied = await migrate(servers.ownerUrl);
    if (applied.length > 0) say(`Database brought up to date (${applied.length} step${applied.length === 1 ? '' : 's'}).`);
  }
  const core = await wireCore(env, log, { appUrl: servers.appUrl, pool: env.DATABASE_POOL, contextName: 'app' });
  closers.push('database connections', () => core.close());
  const withDemo = servers.isEmbedded && env.DESKHAND_DEMO;
  if (withDemo) await seedDemo(core, say);
  const lines = await openRoles(core, role, servers.temporalAddress, withDemo, closers, end);
  const hint = role === 'all' || role === 'web' ? await signInHint(core, servers.isEmbedded) : [];
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  say([`Deskhand is ready after ${seconds} s.`, '', ...[...servers.said, ...lines].map((line) => `  ${line}`), '', ...hint].join('\n'));
  log.info({ seconds: Number(seconds) }, 'ready');
}

async function openRoles(
  core: Core,
  role: RoleName,
  temporalAddress: string,
  withDemo: boolean,
  closers: Closers,
  end: EndSignal,
): Promise<string[]> {
  const wants = (name: RoleName): boolean => role === 'all' || role === name;
  installTemporalLogger(core.log);
  const client = await connectTemporalClient(core.env, temporalAddress, closers);
  const starter = createWorkflowStarter(client);
  const waker = createCoalescingWaker(starter.wakePump, core.log);
  core.onCommit(waker.wake);
  closers.push('wake-ups', () => waker.settled());
  const slack = openSlackOf(core);
  const lines: string[] = [];
  if (wants('worker')) {
    const connection = await connectTemporalWorker(core.env, temporalAddress, closers);
    await startWorkerRole(core, { client, connection, starter, waker }, closers, end.fail, slack ?? undefined);
    lines.push('Worker      workflows and activities');
  }
  const temporalAnswers = () => client.withDeadline(Date.now() + 2_000, () => client.workflowService.getSystemInfo({})).then(() => true);
  if (wants('web')) lines.push(...(await startWebRole(core, { temporalAnswers, withDemo, slack }, closers)));
  if (wants('mail')) lines.push(...(await startMailRole(core, closers)));
  return lines;
}

type EndSignal = { asked: Promise<void>; fail: (error: unknown) => void; failure: unknown };

/** Ctrl-C reaches us twice or more: from the terminal, and passed on by npm and the launcher. Within this time, in ms, it is one wish. */
const sameWishMs = 1_500;

/** Resolves `asked` at the first SIGTERM or SIGINT, or when a part has failed for good; a later second signal ends the process at once. */
function endSignal(): EndSignal {
  const { promise, resolve } = Promise.withResolvers<void>();
  const signal: EndSignal = {
    asked: promise,
    failure: undefined,
    fail: (error) => {
      signal.failure = error;
      resolve();
    },
  };
  let askedAt: number | undefined;
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      if (askedAt !== undefined && Date.now() - askedAt > sameWishMs) process.exit(1);
      askedAt ??= Date.now();
      resolve();
    });
  }
  return signal;
}

/** At a terminal the log goes to a file of the data folder, so that people read sentences; piped, as in a container, it goes to stderr. */
async function logFile(env: Env): Promise<{ destination?: DestinationStream }> {
  if (!process.stderr.isTTY) return {};
  await mkdir(env.DESKHAND_DATA, { recursive: true });
  const file = join(env.DESKHAND_DATA, 'deskhand.log');
  say(`Log: ${file}`);
  return { destination: createWriteStream(file, { flags: 'a', mode: 0o600 }) };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
