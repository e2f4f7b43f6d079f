import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopProcess } from '../../server/embedded/child-server.ts';
import { findProcesses } from '../../server/embedded/find-process.ts';
import { findLivingPostgres, postgresStopSteps } from '../../server/embedded/postgres-process.ts';
import { isRunning, ownIdentity, type ProcessIdentity } from '../../server/embedded/process-identity.ts';

const prefix = 'deskhand-test-';
const runner = 'runner.json';

/** A new folder for the servers of this run, marked as ours. */
export async function newRunFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await writeFile(join(folder, runner), JSON.stringify(ownIdentity()));
  return folder;
}

/** Ends the servers and deletes the folders of test runs that were killed. */
export async function sweepOldRuns(parent: string = tmpdir()): Promise<void> {
  const names = (await readdir(parent)).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => sweep(join(parent, name))));
}

async function sweep(folder: string): Promise<void> {
  const mark = await readFile(join(folder, runner), 'utf8').catch(() => undefined);
  if (mark === undefined || isRunning(JSON.parse(mark) as ProcessIdentity)) return;
  const postgres = findLivingPostgres(join(folder, 'postgres'));
  if (postgres !== undefined) await stopProcess(postgres.identity, postgresStopSteps);
  for (const temporal of findProcesses(['start-dev', `${folder}/`])) await stopProcess(temporal, []);
  await rm(folder, { recursive: true, force: true });
}
