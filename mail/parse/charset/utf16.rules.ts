/** Text that begins with a byte order mark, decoded without it; null when there is none (Unicode 23.8). */
export function markedUtf(bytes: Buffer): { text: string; charset: string } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    const text = new TextDecoder('utf-8').decode(bytes);
    return text.includes('\ufffd') ? null : { text, charset: 'utf-8' };
  }
  // Two letters at least: a lone ÿþ may be text.
  if (bytes.length < 4) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), charset: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), charset: 'utf-16be' };
  return null;
}

/** UTF-16 without a mark: RFC 2781 4.3 says the high byte comes first, programs often mean the other; the zeros of ASCII tell. Null when it is none. */
export function decodeUtf16(bytes: Buffer, label: string): string | null {
  let evenZeros = 0;
  let oddZeros = 0;
  const end = Math.min(bytes.length, 4000);
  for (let at = 0; at < end; at += 1) {
    if (bytes[at] === 0) {
      if (at % 2 === 0) evenZeros += 1;
      else oddZeros += 1;
    }
  }
  const isWide = evenZeros + oddZeros > 0 || label !== 'utf-16';
  if (!isWide) return null;
  if (evenZeros + oddZeros === 0 && !/[\x80-\xff]/.test(bytes.toString('latin1', 0, end))) return null;
  const order = evenZeros === oddZeros ? (label === 'utf-16le' ? 'utf-16le' : 'utf-16be') : oddZeros > evenZeros ? 'utf-16le' : 'utf-16be';
  return new TextDecoder(order).decode(bytes);
}
