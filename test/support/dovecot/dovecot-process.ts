import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../domain/errors.ts';
import { type ChildServer, isGone, startChildServer } from '../../../server/embedded/child-server.ts';

const readyMs = 20_000;

/** A running Dovecot: its master process leads the group of all its processes. */
export type DovecotProcess = { pid: number; end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> };

/**
 * Runs the command and returns when both ports answer. Throws `unavailable` with Dovecot's last words when it ends before that.
 */
export async function startProcess(command: string[], folder: string, host: string, ports: number[]): Promise<DovecotProcess> {
  const [program = '', ...args] = command;
  const child = await startChildServer({ command: program, args, cwd: folder, logFile: join(folder, 'dovecot.log') });
  const failure = await readyOrEnded(child, host, ports);
  if (failure === undefined) return { pid: child.identity.pid, end: (signal) => endGroup(child, signal) };
  await endGroup(child, 'SIGKILL');
  throw new AppError('unavailable', {
    message: `Dovecot did not start (${failure}): ${child.lastWords()}`,
    userMessage: 'The Dovecot of the tests did not start.',
  });
}

async function readyOrEnded(child: ChildServer, host: string, ports: number[]): Promise<string | undefined> {
  let ended: string | undefined;
  void child.ended.then((how) => {
    ended = how;
  });
  for (const deadline = Date.now() + readyMs; Date.now() < deadline; await sleep(10)) {
    if (ended !== undefined) return ended;
    const answers = await Promise.all(ports.map((port) => greets(host, port)));
    if (answers.every(Boolean)) return undefined;
  }
  return `no greeting within ${readyMs / 1_000} s`;
}

/** An open port is not enough: the master opens them all before anybody can serve. */
function greets(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    const settle = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(2_000, () => settle(false));
    socket.once('data', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('close', () => settle(false));
  });
}

/** The whole group: sessions outlive a killed master as long as their clients stay. */
async function endGroup(child: ChildServer, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (signal === 'SIGTERM' && signalGroup(child.identity.pid, signal)) await isGone(child.identity, 5_000);
  signalGroup(child.identity.pid, 'SIGKILL');
  await isGone(child.identity, 5_000);
}

/** False when nobody of the group is left. */
function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
