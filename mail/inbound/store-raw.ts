import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { TenantId } from '../../domain/ids.types.ts';
import { type RawMail, rawInRowLimit } from '../../domain/mailboxes/accept-mail.ts';
import type { BlobStore } from '../../storage/blob-store.ts';

const sliceBytes = 65_536;

/**
 * Reads a mail to its end and hashes it on the way: a small one stays in memory for its row, a longer one goes piece by piece into the tenant's
 * blobs, so that neither memory nor the event loop feels its size. Throws what the source or the blob store throws.
 */
export async function storeRaw(blobs: BlobStore, tenantId: TenantId, raw: Readable | Buffer): Promise<RawMail> {
  const pieces = (Buffer.isBuffer(raw) ? slices(raw) : raw)[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const head: Buffer[] = [];
  let size = 0;
  while (size <= rawInRowLimit) {
    const next = await pieces.next();
    if (next.done === true) return inRow(Buffer.concat(head, size));
    head.push(next.value);
    size += next.value.length;
  }
  const stored = await blobs.put(tenantId, Readable.from(headThenRest(head, pieces)));
  return { sha256: stored.sha256, size: stored.size, rawBlobKey: stored.blobKey };
}

/** The same mail for another tenant: a row's bytes as they are, a blob copied into that tenant's own. */
export async function copyRaw(blobs: BlobStore, mail: RawMail, tenantId: TenantId): Promise<RawMail> {
  if ('raw' in mail) return mail;
  const stored = await blobs.put(tenantId, await blobs.open(mail.rawBlobKey));
  return { sha256: stored.sha256, size: stored.size, rawBlobKey: stored.blobKey };
}

function inRow(raw: Buffer): RawMail {
  return { raw, size: raw.length, sha256: createHash('sha256').update(raw).digest('hex') };
}

async function* headThenRest(head: Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* head.splice(0);
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* slices(content: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += sliceBytes) yield content.subarray(at, at + sliceBytes);
}
