import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { tellEvery } from './tell-every.ts';

const run = promisify(execFile);

/** Where Temporal's SDKs get their servers from; its answer to a version is the address of an archive and the program's name in it. */
export const downloadSite = 'https://temporal.download';

export type DownloadOptions = {
  /** What Temporal calls it: `cli` or `temporal-test-server`. */
  artifact: string;
  version: string;
  /** The file to make. Appears whole or not at all. */
  target: string;
  /** What people call it, for the progress lines. */
  title: string;
  progress?: ((line: string) => void) | undefined;
  /** The site, and how long its first answer and the whole archive may take, in milliseconds. */
  site?: string;
  answerMs?: number;
  archiveMs?: number;
};

const info = z.object({ archiveUrl: z.url({ protocol: /^https?$/ }), fileToExtract: z.string().min(1) });

/**
 * Downloads a server by the SDKs' way. Returns undefined when done, otherwise in a few words why not: a machine without internet learns
 * it in milliseconds when the name does not resolve, and after `answerMs` (3 s) at the latest.
 */
export async function downloadServer(options: DownloadOptions): Promise<string | undefined> {
  const folder = `${options.target}.${process.pid}.part`;
  try {
    const { archiveUrl, fileToExtract } = await askSite(options);
    if (!/\.(tar\.gz|tgz)$/.test(new URL(archiveUrl).pathname)) return 'the archive is of a kind not handled here';
    await mkdir(folder, { recursive: true });
    await fetchArchive(archiveUrl, join(folder, 'archive.tar.gz'), options);
    await run('tar', ['-xzf', 'archive.tar.gz'], { cwd: folder });
    // Windows names are of no use here, and a path must not lead out of the folder.
    const program = join(folder, ...fileToExtract.split('/').filter((part) => part !== '..'));
    await chmod(program, 0o755);
    await rename(program, options.target);
    return undefined;
  } catch (error) {
    return reason(error as Error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function askSite(options: DownloadOptions): Promise<z.infer<typeof info>> {
  const address = new URL(`/${options.artifact}/${options.version}`, options.site ?? downloadSite);
  address.searchParams.set('arch', process.arch === 'x64' ? 'amd64' : process.arch);
  address.searchParams.set('platform', process.platform === 'win32' ? 'windows' : process.platform);
  address.searchParams.set('format', 'tar.gz');
  const answer = await fetch(address, { signal: AbortSignal.timeout(options.answerMs ?? 3_000) });
  if (!answer.ok) throw new Error(`the download site answered ${answer.status}`);
  return info.parse(await answer.json());
}

async function fetchArchive(address: string, file: string, options: DownloadOptions): Promise<void> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(options.archiveMs ?? 600_000) });
  if (!answer.ok || answer.body === null) throw new Error(`${basename(address)}: ${answer.status}`);
  const total = Math.round(Number(answer.headers.get('content-length') ?? 0) / 1e6);
  let bytes = 0;
  const quiet = tellEvery(2_000, options.progress, () => `downloading ${options.title}: ${Math.round(bytes / 1e6)} of ${total || '?'} MB`);
  const count = new Transform({
    transform(part: Buffer, _encoding, done) {
      bytes += part.length;
      done(undefined, part);
    },
  });
  try {
    await pipeline(Readable.fromWeb(answer.body), count, createWriteStream(file));
  } finally {
    quiet();
  }
}

function reason(error: Error): string {
  const code = (error.cause as { code?: string } | undefined)?.code;
  if (error.name === 'TimeoutError') return 'the download site did not answer in time';
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? 'the download site cannot be reached' : (code ?? error.message);
}
