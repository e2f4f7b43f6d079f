import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { StoreAttachment } from '../store-attachment.types.ts';

type Stored = Awaited<ReturnType<StoreAttachment>>;

/** A running `store` of one attachment: bytes are pushed into it as they arrive, waiting whenever it is behind. */
export type AttachmentSink = { write: (bytes: Buffer) => Promise<void>; end: () => Promise<Stored> };

/** Starts to store an attachment. What `store` throws is thrown by the next `write` or by `end`. */
export function openSink(store: StoreAttachment, facts: { filename: string; contentType: string }): AttachmentSink {
  const content = new PassThrough({ highWaterMark: 256 * 1024 });
  content.on('error', () => undefined);
  let isOver = false;
  const done = store(content, facts).finally(() => {
    isOver = true;
  });
  done.catch(() => undefined);
  return {
    write: async (bytes) => {
      if (isOver) {
        await done;
        return;
      }
      if (bytes.length > 0 && !content.write(bytes)) await Promise.race([once(content, 'drain').catch(() => undefined), done]);
    },
    end: async () => {
      content.end();
      return await done;
    },
  };
}
