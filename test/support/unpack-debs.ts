import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../domain/errors.ts';
import { cacheFolder } from '../../server/embedded/cache-folder.ts';
import { withPidLock } from '../../server/embedded/with-pid-lock.ts';

const run = promisify(execFile);

/** Which packages of Debian make a server, what it is called, and what to install where they cannot be fetched. */
export type DebianServer = { name: string; title: string; packages: string[]; install: string };

/**
 * Downloads a server of Debian, with those of its libraries that this machine lacks, and unpacks it into the user's cache folder. Needs
 * neither root nor an installation; returns at once when it was done before. Throws `unavailable` when apt cannot do it.
 */
export async function unpackDebs(server: DebianServer, cache: string = cacheFolder()): Promise<string> {
  const root = join(cache, `${server.name}-${await systemName()}`);
  if (existsSync(root)) return root;
  return withPidLock(`${root}.lock`, async () => {
    if (!existsSync(root)) await fetchInto(root, server);
    return root;
  });
}

/** The libraries are those of one release of one system. */
async function systemName(): Promise<string> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const field = (name: string) => new RegExp(`^${name}="?([\\w.-]+)`, 'm').exec(release)?.[1] ?? 'unknown';
  return `${field('ID')}-${field('VERSION_ID')}-${process.arch}`;
}

async function fetchInto(root: string, server: DebianServer): Promise<void> {
  const part = `${root}.part`;
  try {
    await rm(part, { recursive: true, force: true });
    await mkdir(join(part, 'debs'), { recursive: true });
    await download(part, server);
    await unpack(part);
    await rename(join(part, 'root'), root);
  } catch (cause) {
    const words = (cause as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? (cause as Error).message;
    throw new AppError('unavailable', {
      message: `${server.title} could not be fetched with apt: ${words}`,
      userMessage: `${server.title} is not installed and could not be fetched (${words}). Install it: apt-get install ${server.install}.`,
      cause,
    });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** By the system's package lists; when these are missing or older than the archive, by lists of our own, which any user may fetch. */
async function download(part: string, server: DebianServer): Promise<void> {
  try {
    await downloadPackages(part, server, []);
  } catch {
    tell(`fetching Debian’s package lists into the cache folder, to find ${server.title}`);
    const own = ['-o', `Dir::State::lists=${part}/lists`, '-o', `Dir::Cache=${part}/apt`];
    await Promise.all([`${part}/lists/partial`, `${part}/apt/archives/partial`].map((folder) => mkdir(folder, { recursive: true })));
    await apt(part, [...own, 'update']);
    await downloadPackages(part, server, own);
  }
}

async function downloadPackages(part: string, { title, packages: wanted }: DebianServer, options: string[]): Promise<void> {
  const plan = await apt(part, [...options, '--simulate', '--no-install-recommends', 'install', ...wanted]);
  const packages = [...plan.matchAll(/^Inst ([a-z0-9.+-]+)/gm)].map((line) => line[1] ?? '');
  tell(`fetching ${title} for the tests, once (apt-get download ${packages.join(' ')}); nothing is installed`);
  await apt(part, [...options, 'download', ...packages]);
}

async function apt(part: string, args: string[]): Promise<string> {
  // Root may write where apt's own sandbox account may not.
  const settings = ['-q', '-o', 'APT::Sandbox::User=root', '-o', 'Acquire::Retries=2'];
  const { stdout } = await run('apt-get', [...settings, ...args], { cwd: join(part, 'debs'), env: { ...process.env, LC_ALL: 'C' } });
  return stdout;
}

async function unpack(part: string): Promise<void> {
  const root = join(part, 'root');
  for (const deb of await readdir(join(part, 'debs'))) await run('dpkg-deb', ['-x', join(part, 'debs', deb), root]);
  // Some packages still name /lib, which is /usr/lib since Debian 12: only `usr` is laid over the system.
  if (existsSync(join(root, 'lib'))) await cp(join(root, 'lib'), join(root, 'usr/lib'), { recursive: true, verbatimSymlinks: true });
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
