import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.ts';

/**
 * Notes in `folder` that this process uses the server there. Returns whether another living process does too: a command run beside
 * `npm start`, or the other way round. Synchronous, like `leaveServer`, which must work while a process exits.
 */
export function joinServer(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, String(process.pid)), JSON.stringify(ownIdentity()));
  return others(folder);
}

/** Takes this process off the list. Returns whether it was the last living one, so that the server can be ended. */
export function leaveServer(folder: string): boolean {
  rmSync(join(folder, String(process.pid)), { force: true });
  return !others(folder);
}

/** Also forgets those that were killed. */
function others(folder: string): boolean {
  let found = false;
  for (const name of readdirSync(folder)) {
    if (name === String(process.pid)) continue;
    const user = readUser(join(folder, name));
    if (user !== undefined && isRunning(user)) found = true;
    else rmSync(join(folder, name), { force: true });
  }
  return found;
}

function readUser(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
