import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Oldest server that deals tasks fairly by tenant (`fairnessKey`), which the product relies on. */
export const oldestServer = { major: 1, minor: 29 };

/**
 * Why a program cannot be used as the Temporal server, in a few words, or undefined when it can: it must run, be Temporal's CLI
 * (another program may be called `temporal`) and hold a server of at least `oldestServer`.
 */
export async function whyUnusableTemporal(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 20_000 });
    const found = /temporal version .*\(Server (\d+)\.(\d+)\./.exec(stdout);
    if (found === null) return 'it is not the Temporal CLI';
    const [major, minor] = [Number(found[1]), Number(found[2])];
    const old = major < oldestServer.major || (major === oldestServer.major && minor < oldestServer.minor);
    return old ? `its server is ${major}.${minor}, at least ${oldestServer.major}.${oldestServer.minor} is needed` : undefined;
  } catch (error) {
    return `it does not run (${(error as NodeJS.ErrnoException).code ?? 'no answer'})`;
  }
}
