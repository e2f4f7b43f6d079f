import { join, resolve } from 'node:path';
import { findProcesses } from '../embedded/find-process.ts';
import { commandLine } from '../embedded/process-identity.ts';
import { portsOf } from '../embedded/temporal-arguments.rules.ts';
import { isServing } from '../embedded/temporal-health.ts';

/** The file of the embedded Temporal server, and the mark that says it was made completely. */
export function temporalFiles(dataFolder: string): { folder: string; database: string; completeMark: string } {
  const folder = join(resolve(dataFolder), 'temporal');
  return { folder, database: join(folder, 'temporal.db'), completeMark: join(folder, 'complete') };
}

/** host:port of the embedded Temporal server of this data folder when it runs and serves; it is neither started nor adopted. */
export async function findRunningTemporal(dataFolder: string): Promise<string | null> {
  for (const { pid } of findProcesses(['start-dev', `--db-filename ${temporalFiles(dataFolder).database} `])) {
    const { port } = portsOf(commandLine(pid));
    if (port !== undefined && (await isServing(port, 2_000))) return `127.0.0.1:${port}`;
  }
  return null;
}
