import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server that another process, which can be killed, has started. `T` is what that process reports. */
export type HeldServer<T> = {
  server: T;
  holder: ChildProcess;
  kill(): Promise<void>;
  /** What Ctrl-C in a terminal does: SIGINT to the whole process group. */
  interrupt(): Promise<void>;
  exitWithoutStop(): Promise<void>;
};

/** Starts `hold-server.ts` as a process of its own and waits until its server is ready. */
export async function holdServer<T>(...args: string[]): Promise<HeldServer<T>> {
  const script = fileURLToPath(new URL('./hold-server.ts', import.meta.url));
  const holder = spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const ended = once(holder, 'exit');
  const [line] = (await Promise.race([once(createInterface({ input: holder.stdout }), 'line'), ended.then(() => [''])])) as [string];
  if (line === '') throw new Error('the holder ended before its server was ready');
  return {
    server: JSON.parse(line) as T,
    holder,
    kill: async () => {
      holder.kill('SIGKILL');
      await ended;
    },
    interrupt: async () => {
      process.kill(-(holder.pid ?? Number.NaN), 'SIGINT');
      await ended;
    },
    exitWithoutStop: async () => {
      holder.stdin.write('exit\n');
      await ended;
    },
  };
}
