import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { measureProcesses } from './process-tree.ts';

/** Memory of a Node of this version that only waits, in MB (PSS). */
export async function bareNodeMb(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setInterval(() => {}, 1000)'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    await once(child.stdout, 'data');
    return measureProcesses([child.pid ?? 0])[0]?.ownMb ?? Number.NaN;
  } finally {
    child.kill('SIGKILL');
  }
}
