import { execFile, spawn } from 'node:child_process';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { inWords, tellEvery } from './tell-every.ts';

const run = promisify(execFile);
const mainPackage = 'github.com/temporalio/cli/cmd/temporal';

export type BuildOptions = {
  /** Folder with the pinned go.mod and go.sum. */
  goFolder: string;
  /** The file to make. Appears whole or not at all. */
  target: string;
  environment: NodeJS.ProcessEnv;
  progress?: ((line: string) => void) | undefined;
};

/**
 * The version of Go that would build, such as `go1.26.8`, or why there is none, in a few words. Go fetches the toolchain that go.mod asks
 * for by itself when it may.
 */
export async function goVersion(goFolder: string, environment: NodeJS.ProcessEnv): Promise<{ version: string } | { missing: string }> {
  try {
    const { stdout } = await run('go', ['env', 'GOVERSION'], { cwd: goFolder, env: environment, timeout: 120_000 });
    return { version: stdout.trim() };
  } catch (error) {
    const failure = error as NodeJS.ErrnoException & { stderr?: string };
    return { missing: failure.code === 'ENOENT' ? 'Go is not installed' : `Go cannot be used (${lastLine(failure.stderr)})` };
  }
}

/**
 * Builds the Temporal server from the pinned sources. Every module is checked against go.sum. Safe to interrupt: Go keeps what it
 * compiled, so the next call goes on from there. Throws with Go's last line when it fails.
 */
export async function buildTemporal(options: BuildOptions): Promise<void> {
  const part = `${options.target}.${process.pid}.part`;
  await removeOldParts(options.target);
  const began = performance.now();
  options.progress?.('building the Temporal server from source, once: this takes about five minutes and may be interrupted');
  const total = await countPackages(options);
  let done = 0;
  const quiet = tellEvery(2_000, options.progress, () => {
    const elapsed = inWords(performance.now() - began);
    return `building the Temporal server: ${Math.min(done, total)} of ${total} packages, ${elapsed}`;
  });
  try {
    await runGo(['build', '-v', '-trimpath', '-ldflags', '-s -w', '-o', part, mainPackage], options, (line) => {
      if (!line.startsWith('go: ')) done += 1;
    });
    await rename(part, options.target);
  } finally {
    quiet();
    await rm(part, { force: true });
  }
}

/** Also fetches the sources that are not there yet. */
async function countPackages(options: BuildOptions): Promise<number> {
  const began = performance.now();
  let fetched = 0;
  const quiet = tellEvery(2_000, options.progress, () => {
    return `fetching the sources of the Temporal server: ${fetched} modules, ${inWords(performance.now() - began)}`;
  });
  try {
    const lines = await runGo(['list', '-deps', mainPackage], options, (line) => {
      if (line.startsWith('go: downloading')) fetched += 1;
    });
    return lines.filter((line) => line !== '').length;
  } finally {
    quiet();
  }
}

/** Runs Go, hands each line of its messages to `onMessage`, and returns the lines of its output. */
function runGo(args: string[], options: BuildOptions, onMessage: (line: string) => void): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn('go', args, {
      cwd: options.goFolder,
      env: { ...options.environment, GOFLAGS: '-mod=readonly', GOWORK: 'off' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    let last = '';
    createInterface({ input: child.stdout }).on('line', (line) => output.push(line));
    createInterface({ input: child.stderr }).on('line', (line) => {
      last = line;
      onMessage(line);
    });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`go ${args[0]} failed: ${last}`))));
  });
}

/** Results of runs that were killed. */
async function removeOldParts(target: string): Promise<void> {
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  const old = (await readdir(folder)).filter((name) => name.startsWith(`${basename(target)}.`) && name.endsWith('.part'));
  await Promise.all(old.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

function lastLine(text: string | undefined): string {
  return text?.trim().split('\n').at(-1) ?? 'no answer';
}
