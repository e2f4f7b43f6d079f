import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TenantId } from '../../domain/ids.types.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { backupPaths, type Manifest } from './backup.types.ts';
import { damaged } from './file-sums.ts';

const keyPattern = /^([0-9a-f-]{36})\/([0-9a-f]{2})\/([0-9a-f]{64})$/;

/** A blob's key taken apart; the last part is the SHA-256 of its content. Throws for a key that is none of ours. */
function partsOf(blobKey: string): { tenantId: TenantId; sha256: string } {
  const match = keyPattern.exec(blobKey);
  if (match?.[1] === undefined || match[3] === undefined) throw damaged(`“${blobKey.slice(0, 120)}” is no key of a stored file`);
  return { tenantId: match[1] as TenantId, sha256: match[3] };
}

/**
 * Copies the blobs that the rows of the backup name, each checked against the SHA-256 in its name while it is copied. A blob is written before
 * its row, so what a row of the snapshot names is there; one that is not (or is damaged) is reported, and does not stop the backup.
 */
export async function saveBlobs(blobs: BlobStore, keys: Iterable<string>, folder: string): Promise<Manifest['blobs']> {
  const found: Manifest['blobs'] = { count: 0, bytes: 0, missing: [] };
  const list = join(folder, backupPaths.blobList);
  await appendFile(list, '', { mode: 0o600 });
  for (const blobKey of [...keys].sort()) {
    const size = await saveBlob(blobs, blobKey, join(folder, backupPaths.blobs, blobKey)).catch(() => undefined);
    if (size === undefined) {
      found.missing.push(blobKey);
      continue;
    }
    await appendFile(list, `${size} ${blobKey}\n`);
    found.count += 1;
    found.bytes += size;
  }
  return found;
}

async function saveBlob(blobs: BlobStore, blobKey: string, file: string): Promise<number> {
  const { sha256 } = partsOf(blobKey);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(await blobs.open(blobKey), measure, createWriteStream(file, { mode: 0o600, flush: true }));
  if (hash.digest('hex') !== sha256) throw damaged(`${blobKey} is damaged`);
  return (await stat(file)).size;
}

/** Throws unless every blob on the backup's list is there in its size. Their content is checked while they are restored. */
export async function checkBlobs(folder: string): Promise<string[]> {
  const lines = (await readFile(join(folder, backupPaths.blobList), 'utf8')).split('\n').filter((line) => line !== '');
  const keys: string[] = [];
  for (const line of lines) {
    const [size = '', blobKey = ''] = line.split(' ');
    partsOf(blobKey);
    const found = await stat(join(folder, backupPaths.blobs, blobKey)).catch(() => undefined);
    if (found?.size !== Number(size)) throw damaged(`the stored file ${blobKey} is ${found === undefined ? 'missing' : 'damaged'}`);
    keys.push(blobKey);
  }
  return keys;
}

/** Puts the blobs into the store of this installation; the store names each by its content, so a damaged one is noticed. */
export async function loadBlobs(blobs: BlobStore, keys: string[], folder: string): Promise<void> {
  for (const blobKey of keys) {
    const { tenantId } = partsOf(blobKey);
    const stored = await blobs.put(tenantId, createReadStream(join(folder, backupPaths.blobs, blobKey)));
    if (stored.blobKey === blobKey) continue;
    await blobs.remove(stored.blobKey);
    throw damaged(`the stored file ${blobKey} is damaged`);
  }
}
