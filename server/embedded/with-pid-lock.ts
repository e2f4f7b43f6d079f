import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.ts';

const pollMs = 100;

/**
 * Runs `work` while no other process holds the lock file. A lock whose holder is dead (killed, crashed, machine restarted) is taken over.
 * Waits as long as the holder lives; `waiting` is called once when it has to. Not re-entrant.
 */
export async function withPidLock<T>(file: string, work: () => Promise<T>, waiting?: (holder: ProcessIdentity) => void): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  let told = false;
  for (;;) {
    const holder = await tryToTake(file);
    if (holder === undefined) break;
    if (!told) waiting?.(holder);
    told = true;
    await sleep(pollMs);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** Takes the lock and returns undefined, or returns who holds it. */
async function tryToTake(file: string): Promise<ProcessIdentity | undefined> {
  const claim = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(claim, JSON.stringify(ownIdentity()));
  try {
    // A hard link appears with its content or not at all, so nobody ever reads half a claim.
    await link(claim, file);
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(claim, { force: true });
  }
  const holder = await readHolder(file);
  if (holder !== undefined && isRunning(holder)) return holder;
  await discardStale(file);
  return tryToTake(file);
}

async function readHolder(file: string): Promise<ProcessIdentity | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}

/** Moves a dead lock aside; when another process was quicker and the moved file is its living claim, puts that back. */
async function discardStale(file: string): Promise<void> {
  const aside = `${file}.stale.${process.pid}.${randomBytes(4).toString('hex')}`;
  await rename(file, aside).catch(() => undefined);
  const moved = await readHolder(aside);
  if (moved !== undefined && isRunning(moved)) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}
