import { createHash } from 'node:crypto';
import type { StoreAttachment } from './store-attachment.types.ts';

/** Measures an attachment without keeping it: for reading a mail from a file on the command line. `blobKey` is empty. */
export const hashAttachment: StoreAttachment = async (content) => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of content) {
    hash.update(chunk);
    size += (chunk as Buffer).length;
  }
  return { blobKey: '', sha256: hash.digest('hex'), size };
};
