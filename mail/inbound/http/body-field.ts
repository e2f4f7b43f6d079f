import { HookRefused } from './hook-refused.rules.ts';

/** One named value of a request's body. `content` must be read to its end, or left alone, before the next field is asked for. */
export type BodyField = { name: string; content: AsyncIterable<Buffer> };

/** The whole of a short value. Throws `HookRefused` when it is longer than `maxBytes`. */
export async function collectText(content: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of content) {
    size += piece.length;
    if (size > maxBytes) throw new HookRefused(413, 'A field of the request is too long.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size).toString('utf8');
}
