import { dosPages } from './dos-pages.rules.ts';

/** The text of bytes in a charset by its WHATWG label or the name of a DOS page; null when they are not valid in it, or when nobody knows it. */
export function decodeStrictly(bytes: Buffer, label: string): string | null {
  const page = dosPages[label];
  if (page !== undefined) {
    const text = decodePage(bytes, page);
    return text.includes('\ufffd') ? null : text;
  }
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The same, whatever the bytes are: U+FFFD stands for what cannot be read. */
export function decodeLoosely(bytes: Buffer, label: string): string {
  const page = dosPages[label];
  return page === undefined ? new TextDecoder(label).decode(bytes) : decodePage(bytes, page);
}

function decodePage(bytes: Buffer, page: string): string {
  return bytes.toString('latin1').replace(/[\x80-\xff]/g, (letter) => page[letter.charCodeAt(0) - 128] ?? '\ufffd');
}
