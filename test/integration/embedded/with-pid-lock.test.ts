import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { identify, isRunning } from '../../../server/embedded/process-identity.ts';
import { withPidLock } from '../../../server/embedded/with-pid-lock.ts';
import { testFolder } from './test-folder.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

/** A process that takes the lock and then counts in a file, read and written apart, so that two at once lose counts. */
function counter(lock: string, count: string, times: number) {
  const module = new URL('../../../server/embedded/with-pid-lock.ts', import.meta.url).href;
  const script = `
    import { readFileSync, writeFileSync } from 'node:fs';
    const { withPidLock } = await import(${JSON.stringify(module)});
    for (let i = 0; i < ${times}; i += 1) await withPidLock(${JSON.stringify(lock)}, async () => {
      const seen = Number(readFileSync(${JSON.stringify(count)}, 'utf8'));
      await new Promise((done) => setTimeout(done, 2));
      writeFileSync(${JSON.stringify(count)}, String(seen + 1));
    });`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'inherit' });
}

test('processes that want the same lock go one after another', async () => {
  const [lock, count] = [join(folder.path, 'shared.lock'), join(folder.path, 'count')];
  await writeFile(count, '0');
  const children = [1, 2, 3].map(() => counter(lock, count, 5));
  await Promise.all(children.map((child) => once(child, 'exit')));
  expect(await readFile(count, 'utf8')).toBe('15');
});

test('the lock of a process that was killed is taken over', async () => {
  const lock = join(folder.path, 'killed.lock');
  const holder = spawn('sleep', ['60'], { stdio: 'ignore' });
  await once(holder, 'spawn');
  await writeFile(lock, JSON.stringify(identify(holder.pid ?? 0)));
  let taken = false;
  const waiting = withPidLock(lock, async () => {
    taken = true;
  });
  await sleep(300);
  expect(taken).toBe(false);
  holder.kill('SIGKILL');
  await waiting;
  expect(taken).toBe(true);
  expect((await readdir(folder.path)).filter((name) => name.startsWith('killed'))).toEqual([]);
});

test('a lock whose number belongs to a later process, and a lock that is no lock, are taken over', async () => {
  const lock = join(folder.path, 'old.lock');
  for (const content of [JSON.stringify({ pid: process.pid, started: 'long ago' }), '', 'rubbish']) {
    await writeFile(lock, content);
    expect(await withPidLock(lock, async () => 'worked')).toBe('worked');
  }
});

test('a lock is given back when the work fails', async () => {
  const lock = join(folder.path, 'failing.lock');
  await expect(withPidLock(lock, () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
  expect(await withPidLock(lock, async () => 'again')).toBe('again');
});

test('a process that nobody has reaped counts as gone', async () => {
  const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const zombie = identify(Number(line.toString()));
  if (zombie === undefined) throw new Error('the child is not there');
  while (isRunning(zombie)) await sleep(20);
  expect(() => process.kill(zombie.pid, 0)).not.toThrow();
  parent.kill('SIGKILL');
});
