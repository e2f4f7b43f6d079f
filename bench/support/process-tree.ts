import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findProcesses } from '../../server/embedded/find-process.ts';
import { findLivingPostgres } from '../../server/embedded/postgres-process.ts';

/** A process of the product and its memory: `rssMb` counts shared pages in each process that maps them, `ownMb` divides them (PSS). */
export type TreeProcess = { pid: number; name: string; rssMb: number; ownMb: number };

/** Process ids of the embedded servers of a data folder, whoever started them. PostgreSQL's own children are among them. */
export function serverPids(dataFolder: string): { postgres: number[]; temporal: number[] } {
  const postmaster = findLivingPostgres(join(resolve(dataFolder), 'postgres'))?.identity.pid;
  const temporal = findProcesses(['start-dev', `--db-filename ${join(resolve(dataFolder), 'temporal', 'temporal.db')} `]);
  return { postgres: postmaster === undefined ? [] : [postmaster, ...descendants(postmaster)], temporal: temporal.map(({ pid }) => pid) };
}

/** The processes that come from `pid`, at any depth, without itself. */
export function descendants(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(name) : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (parent: number): number[] => (children.get(parent) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

/** Memory of the processes that still run. Linux only. */
export function measureProcesses(pids: number[]): TreeProcess[] {
  return [...new Set(pids)].flatMap((pid) => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      return [{ pid, name: nameOf(pid), rssMb: megabytes(rollup, 'Rss'), ownMb: megabytes(rollup, 'Pss') }];
    } catch {
      return [];
    }
  });
}

/** Sends SIGKILL to all of them at once; those that are gone are no error. */
export function killAtOnce(pids: number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function parentOf(pid: string): number | undefined {
  const fields = statFields(pid);
  return fields === undefined ? undefined : Number(fields[1]);
}

function nameOf(pid: number): string {
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  const line = words.join(' ');
  if (line.startsWith('postgres: '))
    return line
      .replaceAll(/\s+/g, ' ')
      .replace(/127\.0\.0\.1\(\d+\).*/, '')
      .trim();
  const program = (words[0] ?? '').split('/').at(-1) ?? '';
  return [program, words[1]?.split('/').slice(-2).join('/') ?? '', words[2] ?? ''].join(' ').slice(0, 60).trim();
}

function megabytes(rollup: string, field: string): number {
  return Number(new RegExp(`^${field}: +(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / 1024;
}

/** Processor time the processes have used, in seconds, ended children of each included. Linux only. */
export function cpuSeconds(pids: number[]): number {
  const ticksPerSecond = 100;
  const ticks = pids.map((pid) => {
    const fields = statFields(String(pid));
    return fields === undefined ? 0 : [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / ticksPerSecond;
}

/** The fields of proc(5) stat from the third on: the name before them may hold anything. */
function statFields(pid: string): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
