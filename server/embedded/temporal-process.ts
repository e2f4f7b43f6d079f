import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../config/logger.ts';
import { AppError } from '../../domain/errors.ts';
import { type ChildServer, startChildServer, stopProcess } from './child-server.ts';
import { findProcesses } from './find-process.ts';
import { freePort } from './free-port.ts';
import { commandLine, isRunning, type ProcessIdentity } from './process-identity.ts';
import { portsOf, temporalArguments } from './temporal-arguments.rules.ts';
import { databaseFile, isStopping, markStopping, rememberedPort, removeHalfMadeDatabase } from './temporal-files.ts';
import { isServing } from './temporal-health.ts';

/** A running Temporal server and its ports. */
export type LivingTemporal = { identity: ProcessIdentity; port: number; uiPort: number | undefined };

export type LaunchTemporalOptions = { binary: string; home: string; uiPort?: number; namespaces: string[] };

const startLimitMs = 60_000;
const adoptLimitMs = 5_000;
const stopWaitMs = 5_000;
const portTaken = /can't set .*port|address already in use|can't use default/i;

/** Takes over the server that serves our file, and ends any other that holds it. */
export async function adoptTemporal(home: string, log: Logger): Promise<LivingTemporal | undefined> {
  let adopted: LivingTemporal | undefined;
  for (const identity of findProcesses(['start-dev', `--db-filename ${databaseFile(home)} `])) {
    const { port, uiPort } = portsOf(commandLine(identity.pid));
    const usable = adopted === undefined && port !== undefined && !(await isStopping(home, identity)) && (await servesSoon(identity, port));
    if (usable) adopted = { identity, port, uiPort };
    else {
      log.warn({ pid: identity.pid }, 'a Temporal server of an earlier run does not serve: ending it');
      await stopProcess(identity, []);
    }
  }
  return adopted;
}

/**
 * Starts the server and returns when it serves; takes another port when the remembered one is taken. Throws `unavailable` with its
 * last words.
 */
export async function launchTemporal(options: LaunchTemporalOptions): Promise<LivingTemporal> {
  const { home, uiPort } = options;
  const deadline = Date.now() + startLimitMs;
  await removeHalfMadeDatabase(home);
  let preferred = await rememberedPort(home);
  for (;;) {
    const port = await freePort(preferred);
    const child = await startChildServer({
      command: options.binary,
      args: temporalArguments({ ...options, databaseFile: databaseFile(home), port }),
      cwd: home,
      logFile: join(home, 'server.log'),
      env: serverEnvironment(),
    });
    const failure = await readyOrEnded(home, child, port, deadline);
    if (failure === undefined) return { identity: child.identity, port, uiPort };
    const words = child.lastWords();
    if (await uiPortIsTaken(uiPort)) throw uiPortTaken(uiPort);
    if (!portTaken.test(words) || Date.now() > deadline) throw startFailed(failure, words);
    preferred = undefined;
  }
}

/** SIGTERM, after five seconds SIGKILL: a worker's long poll can hold the server up, and its file survives both. */
export async function stopTemporal(home: string, identity: ProcessIdentity): Promise<void> {
  if (!isRunning(identity)) return;
  await markStopping(home, identity);
  await stopProcess(identity, [{ signal: 'SIGTERM', waitMs: stopWaitMs }]);
}

/** Gives a server that was just starting when its Deskhand was killed some time to get ready. */
async function servesSoon(identity: ProcessIdentity, port: number): Promise<boolean> {
  const deadline = Date.now() + adoptLimitMs;
  while (isRunning(identity) && Date.now() < deadline) {
    if (await isServing(port, 2_000)) return true;
    await sleep(50);
  }
  return false;
}

/** Undefined when the server serves, otherwise what went wrong. */
async function readyOrEnded(home: string, child: ChildServer, port: number, deadline: number): Promise<string | undefined> {
  while (isRunning(child.identity)) {
    if (await isServing(port, 2_000)) return undefined;
    if (Date.now() > deadline) {
      await stopTemporal(home, child.identity);
      return `not ready within ${startLimitMs / 1_000} s`;
    }
    await sleep(20);
  }
  return child.ended;
}

/** Our environment without the settings of Temporal's command line tool, which share our prefix and could point it elsewhere. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}

async function uiPortIsTaken(uiPort: number | undefined): Promise<boolean> {
  return uiPort !== undefined && (await freePort(uiPort)) !== uiPort;
}

function uiPortTaken(uiPort: number | undefined): AppError {
  return new AppError('unavailable', {
    message: `port ${uiPort} for Temporal's web pages is taken`,
    userMessage: `Port ${uiPort} for Temporal’s web pages is taken: change or remove TEMPORAL_UI_PORT.`,
  });
}

function startFailed(failure: string, words: string): AppError {
  return new AppError('unavailable', {
    message: `Temporal did not start (${failure}): ${words}`,
    userMessage:
      'The Temporal development server did not start: see `temporal/server.log` in the data folder, or set TEMPORAL_ADDRESS to a server that runs.',
  });
}
