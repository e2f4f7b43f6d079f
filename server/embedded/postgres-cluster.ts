import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../domain/errors.ts';
import type { ServerAccount } from './server-account.ts';

const run = promisify(execFile);

/** The login that initdb creates. Used to provision roles and databases, never by the product. */
export const superuserName = 'postgres';

/** The folder that holds the cluster, and the account that runs it when it is not ours. */
export type ClusterPlace = { home: string; account: ServerAccount | undefined };

/** Folder of the cluster, whole or not there at all. */
export function clusterFolder(home: string): string {
  return join(home, 'cluster');
}

/** Whether the cluster was made completely. */
export function clusterExists(home: string): boolean {
  return existsSync(clusterFolder(home));
}

/**
 * How PostgreSQL is told its data folder: by its working directory when it runs under another account than ours. Linux follows
 * /proc/self/cwd without looking at the folders above, so data may live in a closed home (mode 0700, as root's is).
 */
export function dataArgument(folder: string, account: ServerAccount | undefined): string {
  return account !== undefined && existsSync('/proc/self/cwd') ? '/proc/self/cwd' : folder;
}

/**
 * Makes the cluster once: scram passwords only, UTF-8 with the builtin locale (same order on every system). An interrupted run leaves
 * nothing that counts. The password goes to initdb through a file of mode 0600 that is deleted whatever happens.
 */
export async function createCluster(initdb: string, place: ClusterPlace, superuserPassword: string, sync: boolean): Promise<void> {
  const folder = `${clusterFolder(place.home)}.new`;
  const passwordFile = `password-${randomBytes(6).toString('hex')}`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  await own(folder, place.account, 0o700);
  try {
    await writeFile(join(place.home, passwordFile), superuserPassword, { mode: 0o600 });
    await own(join(place.home, passwordFile), place.account, 0o600);
    await run(initdb, initdbArguments(folder, place.account, passwordFile, sync), {
      cwd: folder,
      env: initdbEnvironment(),
      ...place.account,
    });
  } catch (cause) {
    throw clusterFailed(cause);
  } finally {
    await rm(join(place.home, passwordFile), { force: true });
  }
  await rename(folder, clusterFolder(place.home));
}

function initdbArguments(folder: string, account: ServerAccount | undefined, passwordFile: string, sync: boolean): string[] {
  return [
    `--pgdata=${dataArgument(folder, account)}`,
    `--username=${superuserName}`,
    '--auth=scram-sha-256',
    `--pwfile=../${passwordFile}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--data-checksums',
    ...(sync ? [] : ['--no-sync']),
  ];
}

/** A locale of the caller that this machine does not have would make initdb fail. */
function initdbEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

async function own(path: string, account: ServerAccount | undefined, mode: number): Promise<void> {
  await chmod(path, mode);
  if (account !== undefined) await chown(path, account.uid, account.gid);
}

function clusterFailed(cause: unknown): AppError {
  const output = (cause as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? '';
  return new AppError('unavailable', {
    message: `initdb failed: ${output || (cause as Error).message}`,
    userMessage: `The database could not be created (${output || 'no reason given'}). Put that right, or set DATABASE_URL to a PostgreSQL server of your own.`,
    cause,
  });
}
