import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { commandLine, identify, type ProcessIdentity } from './process-identity.ts';

/**
 * The running processes of our own account whose command line contains all of `words`. Unlike a pid file this cannot miss a child
 * that was started a moment before we were killed.
 */
export function findProcesses(words: string[]): ProcessIdentity[] {
  const matching = ownPids().filter((pid) => {
    const line = commandLine(pid);
    return pid !== process.pid && words.every((word) => line.includes(word));
  });
  return matching.map(identify).filter((found) => found !== undefined);
}

function ownPids(): number[] {
  if (process.platform !== 'linux') {
    return execFileSync('ps', ['-x', '-o', 'pid='], { encoding: 'utf8' }).split('\n').map(Number).filter(Boolean);
  }
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers.filter((pid) => statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid === process.getuid?.()).map(Number);
}
