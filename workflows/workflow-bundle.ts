import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const root = new URL('../', import.meta.url);

/** Bundles the workflows as they are now (about a second, and 150 MB while it runs). */
export async function bundleWorkflows(): Promise<{ code: string }> {
  const logger = new DefaultLogger('WARN');
  return bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./all-workflows.ts', import.meta.url)), logger });
}

/**
 * Path of the bundle of today's sources, made once per state of the sources in a process of its own: the bundler's memory is then not ours, and
 * later starts spare the time. Throws with the bundler's last words when the sources cannot be bundled.
 */
export async function cachedWorkflowBundle(cacheFolder: string): Promise<{ codePath: string }> {
  const codePath = join(cacheFolder, `workflows-${(await sourceHash()).slice(0, 16)}.cjs`);
  if ((await stat(codePath).catch(() => null)) === null) await bundleApart(codePath, cacheFolder);
  return { codePath };
}

/** Writes the bundle to `target`; what the separate process runs. */
export async function writeWorkflowBundle(target: string): Promise<void> {
  const { code } = await bundleWorkflows();
  const draft = `${target}.${process.pid}`;
  await writeFile(draft, code);
  await rename(draft, target);
}

async function bundleApart(target: string, cacheFolder: string): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  const program = `import(${JSON.stringify(import.meta.url)}).then((m) => m.writeWorkflowBundle(${JSON.stringify(target)}))`;
  const child = spawn(process.execPath, ['--eval', program], { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words = `${words}${chunk}`.slice(-1_000);
  });
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`the workflows could not be bundled: ${words.trim()}`);
}

/** Everything a bundle can be made of: our own sources and the pinned packages. */
async function sourceHash(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  hash.update(await readFile(new URL('package-lock.json', root)));
  for (const folder of ['workflows', 'domain']) {
    const names = (await readdir(new URL(folder, root), { recursive: true })).filter((name) => name.endsWith('.ts')).toSorted();
    for (const name of names) hash.update(name).update(await readFile(new URL(`${folder}/${name}`, root)));
  }
  return hash.digest('hex');
}
