const escapeByte = 0x1b;

/** Whether 7-bit bytes switch their letters by the escapes of ISO-2022 (RFC 1468, RFC 1557), whatever was declared. */
export function hasIsoEscapes(bytes: Buffer): boolean {
  return bytes.includes('\x1b$') || bytes.includes('\x1b(');
}

/** Decodes charsets that switch between letters inside the text: ISO-2022-JP with its vendor rows (RFC 1468), ISO-2022-KR (RFC 1557), HZ (RFC 1843). */
export function decodeEscaped(bytes: Buffer, label: string): string {
  if (label === 'hz') return decodeHz(bytes);
  return label === 'iso-2022-kr' || bytes.includes('\x1b$)C') ? decodeKorean(bytes) : decodeJapanese(bytes);
}

/** Rewritten as Shift_JIS, whose decoder knows the rows of NEC and IBM that the standard's own decoder refuses (①, ㈱, 髙). */
function decodeJapanese(bytes: Buffer): string {
  const out: number[] = [];
  let mode: 'ascii' | 'kanji' | 'kana' = 'ascii';
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === escapeByte) {
      const [next, length] = modeOf(bytes, at);
      mode = next ?? mode;
      at += length - 1;
    } else if (byte === 0x0e || byte === 0x0f) mode = byte === 0x0e ? 'kana' : 'ascii';
    else if (byte < 0x21 || byte > 0x7e) {
      out.push(byte);
      if (byte === 0x0a) mode = 'ascii';
    } else if (mode === 'kana') out.push(byte | 0x80);
    else if (mode === 'kanji' && at + 1 < bytes.length) {
      out.push(...shiftJisOf(byte, bytes[at + 1] ?? 0x21));
      at += 1;
    } else out.push(byte);
  }
  return new TextDecoder('shift_jis').decode(Uint8Array.from(out));
}

function modeOf(bytes: Buffer, at: number): ['ascii' | 'kanji' | 'kana' | null, number] {
  const sequence = bytes.toString('latin1', at + 1, at + 4);
  if (/^\$\([@BDOPQ]/.test(sequence)) return ['kanji', 4];
  if (/^\$[@B]/.test(sequence)) return ['kanji', 3];
  if (/^\(I/.test(sequence)) return ['kana', 3];
  if (/^\([A-Z]/.test(sequence)) return ['ascii', 3];
  return [null, 1];
}

/** JIS X 0208 row and cell to Shift_JIS (JIS X 0208 annex 1). */
function shiftJisOf(first: number, second: number): [number, number] {
  const lead = ((first - 0x21) >> 1) + 0x81;
  const cell = second & 0x7f;
  const trail = first % 2 === 1 ? cell + (cell > 0x5f ? 0x20 : 0x1f) : cell + 0x7e;
  return [lead > 0x9f ? lead + 0x40 : lead, trail];
}

function decodeKorean(bytes: Buffer): string {
  const out: number[] = [];
  let isShifted = false;
  const plain = Buffer.from(bytes.toString('latin1').replaceAll('\x1b$)C', ''), 'latin1');
  for (const byte of plain) {
    if (byte === 0x0e || byte === 0x0f) isShifted = byte === 0x0e;
    else {
      if (byte === 0x0a) isShifted = false;
      out.push(isShifted && byte > 0x20 ? byte | 0x80 : byte);
    }
  }
  return new TextDecoder('euc-kr').decode(Uint8Array.from(out));
}

function decodeHz(bytes: Buffer): string {
  const upper = bytes
    .toString('latin1')
    .replace(/~\{([^~\n]{0,100000})(?:~\}|(?=\n)|$)/g, (_, inner: string) => inner.replace(/[!-~]/g, (letter) => highBit(letter)))
    .replace(/~(~|\r?\n)/g, (_, kept: string) => (kept === '~' ? '~' : ''));
  return new TextDecoder('gb18030').decode(Buffer.from(upper, 'latin1'));
}

const highBit = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) | 0x80);
