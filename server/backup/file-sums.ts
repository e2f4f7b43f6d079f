import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../domain/errors.ts';
import { type BackupFile, backupPaths, type Manifest, manifestSchema } from './backup.types.ts';

/** The SHA-256 of a file's content, in hex. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** What the manifest says of a file of the backup. */
export async function describeFile(folder: string, path: string): Promise<BackupFile> {
  const file = join(folder, path);
  return { path, size: (await stat(file)).size, sha256: await sha256OfFile(file) };
}

/** Writes the manifest: from now on the folder is a backup. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, backupPaths.manifest), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
}

/** Reads the manifest and compares every file it lists. Throws `invalid_input` naming the first file that is missing or changed. */
export async function readManifest(folder: string): Promise<Manifest> {
  const manifest = await parseManifest(folder);
  for (const file of manifest.files) {
    const sum = await sha256OfFile(join(folder, file.path)).catch(() => 'missing');
    if (sum !== file.sha256) throw damaged(`${file.path} is ${sum === 'missing' ? 'missing' : 'damaged'}`);
  }
  return manifest;
}

async function parseManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, backupPaths.manifest), 'utf8').catch(() => undefined);
  if (text === undefined) throw damaged(`${folder} has no ${backupPaths.manifest}, so it is no complete backup`);
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (!parsed.success) throw damaged(`${backupPaths.manifest} cannot be read: it is damaged or was written by another version`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A backup that cannot be trusted. */
export function damaged(problem: string): AppError {
  return new AppError('invalid_input', {
    message: `backup refused: ${problem}`,
    userMessage: `Nothing was restored: ${problem}. Use another backup.`,
  });
}
