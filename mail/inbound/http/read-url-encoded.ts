import { type BodyField, collectText } from './body-field.ts';
import { ByteWindow } from './byte-window.ts';

const equals = Buffer.from('=');
const ampersand = Buffer.from('&');
const [percent, plus, blank] = [0x25, 0x2b, 0x20];

/** The fields of an `application/x-www-form-urlencoded` body (WHATWG URL 5.1), one after the other and none held in memory. */
export async function* readUrlEncoded(body: AsyncIterable<Buffer>): AsyncGenerator<BodyField> {
  const input = new ByteWindow(body);
  while ((await input.peek(1)).length > 0) {
    // What stands before an ampersand here is a name without a value.
    const name = (await collectText(decoded(input.until(equals, true)), 4_096)).split('&').at(-1) ?? '';
    const content = decoded(input.until(ampersand, true));
    yield { name, content };
    for await (const _piece of content);
  }
}

async function* decoded(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let carry: Buffer = Buffer.alloc(0);
  for await (const piece of content) {
    const all = carry.length === 0 ? piece : Buffer.concat([carry, piece]);
    // A code that the pieces cut in two waits for the next one.
    const cut = [all.length - 1, all.length - 2].find((at) => all[at] === percent) ?? all.length;
    carry = all.subarray(cut);
    yield decodePiece(all.subarray(0, cut));
  }
  if (carry.length > 0) yield decodePiece(carry);
}

function decodePiece(piece: Buffer): Buffer {
  const out = Buffer.allocUnsafe(piece.length);
  let size = 0;
  for (let at = 0; at < piece.length; at += 1) {
    const byte = piece[at] ?? 0;
    const code = byte === percent ? hexAt(piece, at + 1) : -1;
    out[size] = code >= 0 ? code : byte === plus ? blank : byte;
    if (code >= 0) at += 2;
    size += 1;
  }
  return out.subarray(0, size);
}

function hexAt(piece: Buffer, at: number): number {
  const [high, low] = [digit(piece[at]), digit(piece[at + 1])];
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function digit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
