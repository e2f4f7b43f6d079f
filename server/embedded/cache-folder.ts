import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this user keeps what can be made again: `XDG_CACHE_HOME/deskhand`, else `~/.cache/deskhand`. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'deskhand');
}
