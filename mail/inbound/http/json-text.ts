import type { ByteWindow } from './byte-window.ts';
import { HookRefused } from './hook-refused.rules.ts';

const [quote, backslash] = [0x22, 0x5c];
const plain: Record<string, number> = { '"': 0x22, '\\': 0x5c, '/': 0x2f, b: 8, f: 12, n: 10, r: 13, t: 9 };

/** The text of a JSON string (RFC 8259 7) whose opening quote was taken, as UTF-8, up to and with its closing quote. Never holds more than a piece. */
export async function* readJsonText(input: ByteWindow): AsyncGenerator<Buffer> {
  for (;;) {
    const { text, used, isOver } = decode(input.held);
    input.take(used);
    if (text.length > 0) yield text;
    if (isOver) return;
    if (!(await input.more())) throw new HookRefused(400, 'The request ends in the middle.');
  }
}

/** Decodes as far as the bytes go; an escape they cut in two is left for later. */
function decode(bytes: Buffer): { text: Buffer; used: number; isOver: boolean } {
  // Every escape is at least as long as what it stands for.
  const out = Buffer.allocUnsafe(bytes.length);
  let size = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) return { text: out.subarray(0, size), used: at + 1, isOver: true };
    if (byte !== backslash) {
      out[size] = byte;
      size += 1;
      at += 1;
      continue;
    }
    const found = readEscape(bytes, at);
    if (found === null) return { text: out.subarray(0, size), used: at, isOver: false };
    size += out.write(found.text, size, 'utf8');
    at += found.length;
  }
  return { text: out.subarray(0, size), used: bytes.length, isOver: false };
}

/** Null when the rest of the escape has not come yet. */
function readEscape(bytes: Buffer, at: number): { text: string; length: number } | null {
  if (at + 1 >= bytes.length) return null;
  const kind = String.fromCharCode(bytes[at + 1] ?? 0);
  const code = plain[kind];
  if (code !== undefined) return { text: String.fromCharCode(code), length: 2 };
  if (kind !== 'u') throw new HookRefused(400, 'The request is not valid JSON.');
  if (at + 6 > bytes.length) return null;
  const first = unitAt(bytes, at);
  if (first < 0xd800 || first > 0xdbff) return { text: String.fromCharCode(first), length: 6 };
  if (at + 12 > bytes.length && bytes[at + 6] !== quote && (at + 7 >= bytes.length || bytes[at + 6] === backslash)) return null;
  const second = bytes[at + 6] === backslash && bytes[at + 7] === 0x75 ? unitAt(bytes, at + 6) : 0;
  if (second < 0xdc00 || second > 0xdfff) return { text: '\ufffd', length: 6 };
  return { text: String.fromCharCode(first, second), length: 12 };
}

function unitAt(bytes: Buffer, at: number): number {
  const digits = bytes.toString('latin1', at + 2, at + 6);
  if (!/^[0-9a-f]{4}$/i.test(digits)) throw new HookRefused(400, 'The request is not valid JSON.');
  return Number.parseInt(digits, 16);
}
