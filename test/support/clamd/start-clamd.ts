import { mkdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChildServer, stopProcess } from '../../../server/embedded/child-server.ts';
import { findOnPath } from '../../../server/embedded/find-on-path.ts';
import { freePort } from '../../../server/embedded/free-port.ts';
import { newRunFolder } from '../sweep-old-runs.ts';
import { unpackDebs } from '../unpack-debs.ts';

const readyMs = 60_000;

/** A running clamd of a test's own. */
export type TestClamd = { port: number; stop(): Promise<void> };

/**
 * Starts a real clamd that knows one signature by hand: `words` are the virus `name` (it appends `.UNOFFICIAL`). When it is not installed the
 * first call on a machine fetches it (7 MB). It ends with the process that started it, at the latest.
 */
export async function startClamd(name: string, words: string): Promise<TestClamd> {
  const { program, libraries } = await findClamd();
  const folder = await newRunFolder();
  await mkdir(join(folder, 'signatures'));
  await writeFile(join(folder, 'signatures', 'test.ndb'), `${name}:0:*:${Buffer.from(words).toString('hex')}\n`);
  const port = await freePort();
  const settings = { DatabaseDirectory: join(folder, 'signatures'), TCPSocket: port, TCPAddr: '127.0.0.1', Foreground: 'yes' };
  const file = join(folder, 'clamd.conf');
  await writeFile(
    file,
    Object.entries(settings)
      .map(([key, value]) => `${key} ${value}\n`)
      .join(''),
  );
  const command = ['--pdeathsig=KILL', 'env', `LD_LIBRARY_PATH=${libraries}`, program, '-c', file];
  const child = await startChildServer({ command: 'setpriv', args: command, cwd: folder, logFile: join(folder, 'clamd.log') });
  const stop = async (): Promise<void> => {
    await stopProcess(child.identity, [{ signal: 'SIGKILL', waitMs: 5_000 }]);
    await rm(folder, { recursive: true, force: true });
  };
  for (const end = Date.now() + readyMs; !(await answers(port)); await sleep(50)) {
    if (Date.now() < end) continue;
    const words = child.lastWords();
    await stop();
    throw new Error(`clamd did not start: ${words}`);
  }
  return { port, stop };
}

async function findClamd(): Promise<{ program: string; libraries: string }> {
  const [installed] = findOnPath('clamd', [process.env.PATH ?? '', '/usr/sbin', '/usr/local/sbin'].join(delimiter));
  if (installed !== undefined) return { program: installed, libraries: '' };
  const root = await unpackDebs({ name: 'clamd', title: 'ClamAV', packages: ['clamav-daemon'], install: 'clamav-daemon' });
  const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  return { program: join(root, 'usr/sbin/clamd'), libraries: join(root, 'usr/lib', triplet) };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('zPING\0'));
    const settle = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.setTimeout(1_000, () => settle(false));
    socket.on('data', (words) => settle(words.toString().startsWith('PONG')));
    socket.on('error', () => settle(false));
  });
}
