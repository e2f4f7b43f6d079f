import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Disk } from 'flydrive';
import type { TenantId } from '../domain/ids.types.ts';

/** Where a content lies and what it is: `sha256` in hex, `size` in bytes. */
export type StoredBlob = { blobKey: string; sha256: string; size: number };

/**
 * Attachments and big mails, by tenant and SHA-256: the same content of a tenant is kept once. The blob is written and synced first, its row
 * second, so a row never points to nothing; what no row points to is swept.
 */
export type BlobStore = {
  put(tenantId: TenantId, content: Buffer | Readable): Promise<StoredBlob>;
  /** Throws when the blob is gone. */
  open(blobKey: string): Promise<Readable>;
  read(blobKey: string): Promise<Buffer>;
  remove(blobKey: string): Promise<void>;
  /** Keys of one tenant with the time of their last write. */
  list(tenantId: TenantId): AsyncIterable<{ blobKey: string; writtenAt: Date }>;
};

export type BlobStoreOptions = {
  disk: Disk;
  /** Folder for streams whose hash is not known yet. */
  spoolFolder: string;
  /** Makes a written key durable; only a local disk needs it. */
  sync?: (blobKey: string) => Promise<void>;
};

/** The blob store over a flydrive disk. */
export function createBlobStore({ disk, spoolFolder, sync }: BlobStoreOptions): BlobStore {
  return {
    put: async (tenantId, content) => {
      const stored = Buffer.isBuffer(content)
        ? await putBuffer(disk, tenantId, content)
        : await putStream(disk, spoolFolder, tenantId, content);
      await sync?.(stored.blobKey);
      return stored;
    },
    open: (blobKey) => disk.getStream(blobKey),
    read: async (blobKey) => Buffer.from(await disk.getBytes(blobKey)),
    remove: (blobKey) => disk.delete(blobKey),
    list: (tenantId) => listBlobs(disk, tenantId),
  };
}

/** `<tenant>/<first two hex digits>/<sha256>` */
export function blobKeyOf(tenantId: TenantId, sha256: string): string {
  return `${tenantId}/${sha256.slice(0, 2)}/${sha256}`;
}

/** Opens the written file once more and syncs it: an acknowledged mail must survive a power cut. */
export function syncLocalFile(folder: string): (blobKey: string) => Promise<void> {
  return async (blobKey) => {
    const file = await open(join(folder, blobKey), 'r+');
    try {
      await file.datasync();
    } finally {
      await file.close();
    }
  };
}

async function putBuffer(disk: Disk, tenantId: TenantId, content: Buffer): Promise<StoredBlob> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const blobKey = blobKeyOf(tenantId, sha256);
  await disk.put(blobKey, content);
  return { blobKey, sha256, size: content.length };
}

async function putStream(disk: Disk, spoolFolder: string, tenantId: TenantId, content: Readable): Promise<StoredBlob> {
  await mkdir(spoolFolder, { recursive: true });
  const spool = join(spoolFolder, randomUUID());
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(content, measure, createWriteStream(spool));
    const sha256 = hash.digest('hex');
    const blobKey = blobKeyOf(tenantId, sha256);
    await disk.putStream(blobKey, createReadStream(spool), { contentLength: size });
    return { blobKey, sha256, size };
  } finally {
    await rm(spool, { force: true });
  }
}

async function* listBlobs(disk: Disk, tenantId: TenantId): AsyncIterable<{ blobKey: string; writtenAt: Date }> {
  if (!(await disk.exists(`${tenantId}/`).catch(() => false))) {
    const folders = await disk.listAll('/').catch(() => undefined);
    if (folders === undefined) return;
  }
  let paginationToken: string | undefined;
  do {
    const page = await disk
      .listAll(tenantId, { recursive: true, ...(paginationToken === undefined ? {} : { paginationToken }) })
      .catch(() => undefined);
    if (page === undefined) return;
    for (const item of page.objects) {
      if (!item.isFile) continue;
      yield { blobKey: item.key, writtenAt: (await disk.getMetaData(item.key)).lastModified };
    }
    paginationToken = page.paginationToken;
  } while (paginationToken !== undefined);
}
