import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from '../../config/logger.ts';
import { AppError } from '../../domain/errors.ts';
import { buildTemporal, goVersion } from './build-temporal.ts';
import { cacheFolder } from './cache-folder.ts';
import { downloadServer } from './download-server.ts';
import { findOnPath } from './find-on-path.ts';
import { whyUnusableTemporal } from './temporal-version.ts';
import { withPidLock } from './with-pid-lock.ts';

/** A usable Temporal program and which of the ways led to it. */
export type TemporalBinary = { path: string; source: 'TEMPORAL_CLI' | 'PATH' | 'cache' | 'download' | 'build' };

export type ResolveTemporalOptions = {
  log: Logger;
  progress?: (line: string) => void;
  /** PATH, TEMPORAL_CLI, XDG_CACHE_HOME and what Go reads; by default our own. */
  environment?: NodeJS.ProcessEnv;
  /** Folder with go.mod and go.sum; by default `tools/temporal`. */
  goFolder?: string;
  /** See `downloadServer`. */
  site?: string;
};

type Search = Required<Pick<ResolveTemporalOptions, 'environment' | 'goFolder'>> &
  ResolveTemporalOptions & { prefix: string; version: string };

/**
 * Finds the Temporal development server, for `npm start` and the tests alike: TEMPORAL_CLI, `temporal` on PATH, one made earlier
 * in the user's cache folder, a download, or a build with Go from pinned sources. Never builds or downloads twice at once.
 * Throws `not_configured`: TEMPORAL_CLI names something unusable, or no way worked (the message names the ways out).
 */
export async function resolveTemporalBinary(options: ResolveTemporalOptions): Promise<TemporalBinary> {
  const environment = options.environment ?? process.env;
  const goFolder = options.goFolder ?? fileURLToPath(new URL('../../tools/temporal', import.meta.url));
  const given = (await namedByUser(environment)) ?? (await onPath(environment, options.log));
  const search = { ...options, environment, goFolder, ...(await cacheKey(goFolder)) };
  const found = given ?? (await fromCache(search)) ?? (await make(search));
  options.log.info(found, 'Temporal program');
  return found;
}

async function namedByUser(environment: NodeJS.ProcessEnv): Promise<TemporalBinary | undefined> {
  const path = environment.TEMPORAL_CLI;
  if (path === undefined || path === '') return undefined;
  const problem = await whyUnusableTemporal(path);
  if (problem === undefined) return { path, source: 'TEMPORAL_CLI' };
  throw new AppError('not_configured', {
    message: `TEMPORAL_CLI cannot be used: ${problem}`,
    userMessage: `TEMPORAL_CLI names a program that cannot be used: ${problem}. Change or remove that setting.`,
  });
}

async function onPath(environment: NodeJS.ProcessEnv, log: Logger): Promise<TemporalBinary | undefined> {
  for (const path of findOnPath('temporal', environment.PATH)) {
    const problem = await whyUnusableTemporal(path);
    if (problem === undefined) return { path, source: 'PATH' };
    log.warn({ path, problem }, 'a program called temporal on PATH is not used');
  }
  return undefined;
}

/**
 * Files are named after the module's version, the pinned sources, what made them (Go's version or `download`) and the platform. What
 * was made by another Go still counts: a new Go must not cost five minutes at the next start.
 */
async function cacheKey(goFolder: string): Promise<{ prefix: string; version: string }> {
  const [mod, sum] = await Promise.all([readFile(join(goFolder, 'go.mod'), 'utf8'), readFile(join(goFolder, 'go.sum'), 'utf8')]);
  const version = /github\.com\/temporalio\/cli (v\S+)/.exec(mod)?.[1];
  if (version === undefined) throw new Error(`${goFolder}/go.mod does not name a version of github.com/temporalio/cli`);
  const pin = createHash('sha256').update(mod).update(sum).digest('hex').slice(0, 8);
  return { prefix: `temporal-${version}-${pin}-`, version };
}

const platform = `${process.platform}-${process.arch}`;

async function fromCache(search: Search): Promise<TemporalBinary | undefined> {
  const folder = cacheFolder(search.environment);
  const names = await readdir(folder).catch(() => []);
  const fitting = names.filter((name) => name.startsWith(search.prefix) && name.endsWith(platform));
  const dated = await Promise.all(
    fitting.map(async (name) => ({ path: join(folder, name), made: (await stat(join(folder, name))).mtimeMs })),
  );
  const newest = dated.sort((a, b) => b.made - a.made)[0];
  return newest === undefined ? undefined : { path: newest.path, source: 'cache' };
}

function make(search: Search): Promise<TemporalBinary> {
  const folder = cacheFolder(search.environment);
  return withPidLock(
    join(folder, `${search.prefix}${platform}.lock`),
    async () => (await fromCache(search)) ?? (await download(search, folder)) ?? (await build(search, folder)),
    (holder) => search.progress?.(`waiting for process ${holder.pid}, which is getting the Temporal server`),
  );
}

async function download(search: Search, folder: string): Promise<TemporalBinary | undefined> {
  const target = join(folder, `${search.prefix}download-${platform}`);
  const { progress, site } = search;
  const problem = await downloadServer({
    artifact: 'cli',
    version: search.version,
    target,
    title: 'the Temporal server',
    progress,
    ...(site && { site }),
  });
  if (problem === undefined) return { path: target, source: 'download' };
  search.log.info({ problem }, 'the Temporal server was not downloaded');
  return undefined;
}

async function build(search: Search, folder: string): Promise<TemporalBinary> {
  const go = await goVersion(search.goFolder, search.environment);
  if ('missing' in go) throw noWay(go.missing);
  const target = join(folder, `${search.prefix}${go.version}-${platform}`);
  try {
    await buildTemporal({ ...search, target });
  } catch (cause) {
    throw noWay(`building failed (${(cause as Error).message})`, cause);
  }
  return { path: target, source: 'build' };
}

function noWay(problem: string, cause?: unknown): AppError {
  return new AppError('not_configured', {
    message: `no Temporal server: it could not be downloaded, and ${problem}`,
    userMessage:
      `No Temporal server was found, it could not be downloaded, and ${problem}. ` +
      'Three ways out: install Go 1.25 or newer (it is then built once), put `temporal` on PATH or its path in TEMPORAL_CLI, ' +
      'or set TEMPORAL_ADDRESS to a server that runs.',
    cause,
  });
}
