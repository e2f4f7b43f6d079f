import { PassThrough, type Readable } from 'node:stream';
import type { StoreAttachment } from './store-attachment.types.ts';

/** Collects the first bytes of what passes by, up to a limit; the rest goes on unseen. */
export type Head = { take: (chunk: Buffer) => void; bytes: () => Buffer };

/** Makes a collector of at most `most` bytes. */
export function keepHead(most: number): Head {
  const kept: Buffer[] = [];
  let size = 0;
  return {
    take: (chunk) => {
      if (size >= most) return;
      const piece = chunk.subarray(0, most - size);
      kept.push(piece);
      size += piece.length;
    },
    bytes: () => Buffer.concat(kept),
  };
}

/** Stores attachments as `store` does and keeps the beginning of the first mail among them, to be read as a forwarded one. */
export function keepEmbeddedMail(store: StoreAttachment, most: number): { store: StoreAttachment; embedded: () => Buffer | null } {
  let head: Head | null = null;
  return {
    embedded: () => head?.bytes() ?? null,
    store: (content, facts) => {
      if (head !== null || facts.contentType !== 'message/rfc822') return store(content, facts);
      head = keepHead(most);
      return store(seen(content, head), facts);
    },
  };
}

function seen(content: Readable, head: Head): Readable {
  const passed = new PassThrough({
    transform(chunk: Buffer, _encoding, done) {
      head.take(chunk);
      done(null, chunk);
    },
  });
  content.on('error', (error) => passed.destroy(error));
  return content.pipe(passed);
}
