import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../server/embedded/cache-folder.ts';
import { findOnPath } from '../../server/embedded/find-on-path.ts';

/** A Chromium to start, and what its environment needs besides ours. */
export type BrowserProgram = { path: string; env: Record<string, string>; libraries: string | null };

const packageFolder = new URL('../../node_modules/@sparticuz/chromium/', import.meta.url);
const unpack = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;

/** The Chromium to test with: `CHROMIUM_PATH`, else one on PATH, else the npm package's, unpacked once (about two seconds) into the user's cache. */
export async function browserProgram(): Promise<BrowserProgram> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen !== undefined && chosen !== '') return { path: chosen, env: {}, libraries: null };
  const [found] = findOnPath('chromium', process.env.PATH);
  if (found !== undefined) return { path: found, env: {}, libraries: null };
  const folder = await unpackedFolder();
  // The package brings fonts and, for a bare machine, the shared libraries a desktop would have.
  return { path: join(folder, 'chromium'), env: { FONTCONFIG_FILE: join(folder, 'fonts.conf') }, libraries: join(folder, 'al2023', 'lib') };
}

async function unpackedFolder(): Promise<string> {
  const { version } = JSON.parse(readFileSync(new URL('package.json', packageFolder), 'utf8')) as { version: string };
  const folder = join(cacheFolder(), `chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(cacheFolder(), { recursive: true });
  const draft = await mkdtemp(`${folder}-new-`);
  try {
    // The package unpacks into the temporary folder of its process; a process of its own gives it one that nobody else sees half done.
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: new URL('../../', import.meta.url),
      env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    });
    await writeFile(join(draft, 'fonts.conf'), fontSettings(folder));
    await rename(draft, folder).catch((failure: NodeJS.ErrnoException) => {
      // Another test process was faster.
      if (!existsSync(folder)) throw failure;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

/** The package's own settings look for its fonts in /tmp; without any font a page has no width. */
function fontSettings(folder: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`;
}
