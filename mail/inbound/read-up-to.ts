import type { Readable } from 'node:stream';

/** Thrown after the last byte of a mail that is longer than allowed. */
export class MailTooBig extends Error {
  constructor(maxBytes: number) {
    super(`the mail is longer than ${maxBytes} bytes`);
    this.name = 'MailTooBig';
  }
}

/**
 * Passes a stream on up to `maxBytes` and throws `MailTooBig` behind its end when there was more. The excess is read and dropped, and whatever a
 * failed reader leaves is let run out: the sender of a mail reads no answer before it has sent everything.
 */
export async function* readUpTo(stream: Readable, maxBytes: number): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const piece of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size <= maxBytes) yield piece;
    }
  } finally {
    stream.resume();
  }
  if (size > maxBytes) throw new MailTooBig(maxBytes);
}
