import type { Readable } from 'node:stream';

/** Keeps an attachment while it streams in; must read `content` to its end. */
export type StoreAttachment = (
  content: Readable,
  facts: { filename: string; contentType: string },
) => Promise<{ blobKey: string; sha256: string; size: number }>;
