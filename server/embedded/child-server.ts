import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../domain/errors.ts';
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts';

const keepLogBytes = 10_000_000;
const lastResort: NodeJS.Signals = 'SIGKILL';

/** What to run. `account` is given when the server must not run as root. */
export type ServerCommand = {
  command: string;
  args: string[];
  cwd: string;
  logFile: string;
  account?: { uid: number; gid: number };
  env?: NodeJS.ProcessEnv;
};

/** A started child: its identity, a promise that is fulfilled when it ends, with a word on how, and the last lines it wrote. */
export type ChildServer = { identity: ProcessIdentity; ended: Promise<string>; lastWords(): string };

/** One step of stopping: send the signal, then wait at most so long, in milliseconds. */
export type StopStep = { signal: NodeJS.Signals; waitMs: number };

/**
 * Starts a server in its own process group, so that Ctrl-C in the terminal reaches only us and the child serves on while we drain.
 * Its output goes to a file: a pipe would break, and end the child, when we are killed. Throws `unavailable` when the program cannot be run.
 */
export async function startChildServer(server: ServerCommand): Promise<ChildServer> {
  const output = openLog(server.logFile);
  const begin = fstatSync(output).size;
  try {
    const child = spawn(server.command, server.args, {
      cwd: server.cwd,
      detached: true,
      stdio: ['ignore', output, output],
      env: server.env ?? process.env,
      ...server.account,
    });
    const ended = new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`)));
    const pid = await new Promise<number>((resolve, reject) => {
      child.once('error', (cause) => reject(notRunnable(server.command, cause)));
      child.once('spawn', () => resolve(child.pid ?? 0));
    });
    child.unref();
    return { identity: identify(pid) ?? { pid, started: 'gone' }, ended, lastWords: () => lastLines(server.logFile, begin) };
  } finally {
    closeSync(output);
  }
}

/** Ends a process by the given steps, then by SIGKILL. Returns the signal after which it was gone. */
export async function stopProcess(identity: ProcessIdentity, steps: StopStep[]): Promise<NodeJS.Signals> {
  for (const { signal, waitMs } of steps) {
    sendSignal(identity, signal);
    if (await isGone(identity, waitMs)) return signal;
  }
  sendSignal(identity, lastResort);
  await isGone(identity, 10_000);
  return lastResort;
}

/** Sends a signal unless the process is gone. Never throws: it may end between the look and the signal. */
export function sendSignal(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  if (!isRunning(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch {
    // It ended by itself a moment ago.
  }
}

/**
 * Asks the server to end when this process exits by itself and `isLast` says so then. After SIGKILL nothing runs here: then the next start
 * adopts the server. Returns how to forget it.
 */
export function stopOnExit(identity: ProcessIdentity, signal: NodeJS.Signals, isLast: () => boolean): () => void {
  const onExit = () => {
    if (isLast()) sendSignal(identity, signal);
  };
  process.once('exit', onExit);
  return () => process.off('exit', onExit);
}

/** Waits until a process is gone; false when it is still there after `waitMs`. */
export async function isGone(identity: ProcessIdentity, waitMs: number): Promise<boolean> {
  for (let waited = 0; waited <= waitMs; waited += 20) {
    if (!isRunning(identity)) return true;
    await sleep(20);
  }
  return !isRunning(identity);
}

function notRunnable(command: string, cause: Error): AppError {
  return new AppError('unavailable', {
    message: `${command} cannot be run: ${cause.message}`,
    userMessage: `The program ${command} cannot be run on this machine.`,
    cause,
  });
}

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > keepLogBytes) renameSync(file, `${file}.old`);
  return openSync(file, 'a', 0o600);
}

/** What the child wrote since its start, not what an earlier one left in the same file. */
function lastLines(logFile: string, begin: number): string {
  const text = readFileSync(logFile).subarray(begin).toString('utf8');
  return text.trimEnd().split('\n').slice(-4).join('\n');
}
