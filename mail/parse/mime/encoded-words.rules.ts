import { decodeText } from '../charset/decode-text.rules.ts';

const word = /=\?([^?\s]{0,60})\?([bq])\?([^\r\n]{0,20000}?)\?=/gi;
const blanksBetween = /(\?=)\s+(?==\?[^?\s]{0,60}\?[bq]\?)/gi;

/**
 * Decodes encoded words (RFC 2047) as lenient as programs write them: split inside a character of several bytes, with blanks inside, inside quotes,
 * without blanks around, with a language (RFC 2231 5), in another charset than they say. What is none stays as written. Linear.
 */
export function decodeWords(value: string, hint: string | null = null): string {
  if (!value.includes('=?')) return value;
  const text = closeLastWord(value.replace(blanksBetween, '$1'));
  let out = '';
  let from = 0;
  let run: { charset: string; bytes: Buffer[] } | null = null;
  const flush = (): void => {
    if (run !== null) out += decodeText(Buffer.concat(run.bytes), run.charset, hint).text;
    run = null;
  };
  for (const match of text.matchAll(word)) {
    const charset = (match[1] ?? '').replace(/\*.*$/, '').toLowerCase();
    const bytes = wordBytes(charset, match[2] ?? '', match[3] ?? '');
    if (match.index > from || run === null || (run as { charset: string }).charset !== charset) {
      flush();
      out += text.slice(from, match.index);
      run = { charset, bytes: [] };
    }
    run.bytes.push(bytes);
    from = match.index + match[0].length;
  }
  flush();
  return out + text.slice(from);
}

/** A last word that was cut off before its `?=`. */
function closeLastWord(text: string): string {
  const last = text.lastIndexOf('=?');
  return last >= 0 && /^=\?[^?\s]{1,60}\?[bq]\?[^?\s]{2,200}\??$/i.test(text.slice(last)) ? `${text.replace(/\?$/, '')}?=` : text;
}

function wordBytes(charset: string, coding: string, inner: string): Buffer {
  if (coding.toLowerCase() === 'b') {
    const runs = inner.replace(/[^A-Za-z0-9+/=]+/g, '').split(/=+/);
    return Buffer.concat(runs.map((run) => Buffer.from(run, 'base64')));
  }
  const plain = inner.replaceAll('_', ' ');
  // Letters that stand raw in the word were decoded with their header; the codes beside them are bytes of the word's charset.
  const isUtf8 = /^utf-?8/i.test(charset);
  const pieces = plain.split(/((?:=[0-9a-f]{2})+)/i).map((piece, at) => {
    if (at % 2 === 1) return Buffer.from(piece.replaceAll('=', ''), 'hex');
    return isUtf8 || /[\u0100-\uffff]/.test(piece) ? Buffer.from(piece) : Buffer.from(piece, 'latin1');
  });
  return Buffer.concat(pieces);
}
