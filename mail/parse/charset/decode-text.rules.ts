import { type Charset, charsetOf } from './charset-name.rules.ts';
import { decodeLoosely, decodeStrictly } from './decode-strictly.rules.ts';
import { decodeEscaped, hasIsoEscapes } from './escaped-charsets.rules.ts';
import { guessCharset } from './guess-charset.rules.ts';
import { letterScore } from './letter-score.rules.ts';
import { decodeUtf7 } from './utf7.rules.ts';
import { decodeUtf16, markedUtf } from './utf16.rules.ts';

/**
 * Text with the charset it was read in, and how far the declaration could be trusted: `declared` it was right, `undeclared` nothing was declared and it
 * was guessed, `wrong` another charset was declared, `damaged` some bytes are valid in no charset.
 */
export type DecodedText = { text: string; charset: string; trust: 'declared' | 'undeclared' | 'wrong' | 'damaged' };

const highByte = /[\x80-\xff]/;

/**
 * Decodes bytes of a mail in their declared charset when that is true, and in the one they are really in when it is not: marks (RFC 3629 6), UTF-8 that
 * calls itself something else, escapes of ISO-2022, then letter statistics. `hint` names a charset used elsewhere in the mail. Linear.
 */
export function decodeText(bytes: Buffer, declared: string | null, hint: string | null = null): DecodedText {
  const marked = markedUtf(bytes);
  if (marked !== null) return { ...marked, trust: 'declared' };
  const charset = charsetOf(declared);
  if (charset.kind === 'utf-7') return { text: decodeUtf7(decodeLoosely(bytes, 'utf-8')), charset: 'utf-7', trust: 'declared' };
  if (charset.kind === 'utf-16') {
    const wide = decodeUtf16(bytes, charset.label);
    if (wide !== null) return { text: wide, charset: charset.label, trust: 'declared' };
  }
  if (!hasHighByte(bytes)) return decodeSevenBit(bytes, charset);
  return decodeAsDeclared(bytes, charset) ?? decodeOtherwise(bytes, charset, hint);
}

function hasHighByte(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at += 65_536) if (highByte.test(bytes.toString('latin1', at, at + 65_536))) return true;
  return false;
}

function decodeSevenBit(bytes: Buffer, charset: Charset): DecodedText {
  if (charset.kind === 'escaped') return { text: decodeEscaped(bytes, charset.label), charset: charset.label, trust: 'declared' };
  if (hasIsoEscapes(bytes)) {
    const text = decodeEscaped(bytes, 'iso-2022-jp');
    if (letterScore(text) > 0.2) return { text, charset: 'iso-2022-jp', trust: charset.kind === 'none' ? 'undeclared' : 'wrong' };
  }
  return { text: bytes.toString('latin1'), charset: 'us-ascii', trust: 'declared' };
}

/** The declared charset, unless the bytes are invalid in it, are UTF-8, or read much better as something else. */
function decodeAsDeclared(bytes: Buffer, charset: Charset): DecodedText | null {
  if (charset.kind !== 'whatwg' && charset.kind !== 'dos') return null;
  const text = decodeStrictly(bytes, charset.label);
  if (text === null) return null;
  if (charset.label === 'utf-8') return { text, charset: charset.label, trust: 'declared' };
  const asUtf8 = decodeStrictly(bytes, 'utf-8');
  if (asUtf8 !== null && isSurelyUtf8(bytes)) return null;
  if (/[\x80-\x9f]/.test(text)) return null;
  if (/^(?:windows-125|iso-8859|macintosh)/.test(charset.label)) {
    const own = letterScore(text.slice(0, 6000));
    if (own < 0.2 && guessCharset(bytes).score > Math.max(0.75, own + 0.6)) return null;
  }
  return { text, charset: charset.label, trust: 'declared' };
}

/** Valid UTF-8 is hardly ever anything else; two bytes once may be (the Chinese “联通” in GBK). */
function isSurelyUtf8(bytes: Buffer): boolean {
  const sequences = bytes.toString('latin1', 0, 200_000).match(/[\xc2-\xf4][\x80-\xbf]+/g) ?? [];
  return sequences.length > 2 || sequences.some((sequence) => sequence.length > 2) || letterScore(bytes.toString()) >= 0.5;
}

const windowsSibling: Readonly<Record<string, string>> = {
  'iso-8859-2': 'windows-1250',
  'iso-8859-5': 'windows-1251',
  'iso-8859-6': 'windows-1256',
  'iso-8859-7': 'windows-1253',
  'iso-8859-8': 'windows-1255',
  'iso-8859-8-i': 'windows-1255',
  'iso-8859-13': 'windows-1257',
  'iso-8859-15': 'windows-1252',
};

function decodeOtherwise(bytes: Buffer, charset: Charset, hint: string | null): DecodedText {
  const trust = charset.kind === 'none' || charset.kind === 'unknown' ? 'undeclared' : 'wrong';
  const asUtf8 = decodeStrictly(bytes, 'utf-8');
  if (asUtf8 !== null) return { text: asUtf8, charset: 'utf-8', trust };
  const sibling = decodeStrictly(bytes, windowsSibling[charset.label] ?? '');
  if (sibling !== null) return { text: sibling, charset: windowsSibling[charset.label] ?? '', trust: 'wrong' };
  const mended = mendedUtf8(bytes, charset);
  if (mended !== null) return mended;
  const damaged = mostlyDeclared(bytes, charset);
  if (damaged !== null) return damaged;
  const { label } = guessCharset(bytes, hint === null ? null : charsetOf(hint).label || null);
  return { text: decodeLoosely(bytes, label), charset: label, trust };
}

/** UTF-8 with a few foreign bytes, as programs make it that put pieces of several mails together or cut one: each is read as windows-1252. */
function mendedUtf8(bytes: Buffer, charset: Charset): DecodedText | null {
  const loose = decodeLoosely(bytes, 'utf-8');
  const broken = loose.match(/\ufffd/g)?.length ?? 0;
  const whole = loose.match(/[\x80-\ufffc]/g)?.length ?? 0;
  if (whole < broken * 2) return null;
  if (broken === 1 && loose.endsWith('\ufffd')) return { text: loose.slice(0, -1), charset: 'utf-8', trust: 'damaged' };
  const text = bytes
    .toString('latin1')
    .replace(/[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g, (piece) => mendPiece(piece));
  return { text, charset: 'utf-8', trust: charset.label === 'utf-8' ? 'damaged' : 'wrong' };
}

function mendPiece(piece: string): string {
  const bytes = Buffer.from(piece, 'latin1');
  return decodeStrictly(bytes, 'utf-8') ?? new TextDecoder('windows-1252').decode(bytes);
}

/** A declared charset of several bytes a character that holds but for a few bytes. */
function mostlyDeclared(bytes: Buffer, charset: Charset): DecodedText | null {
  if (charset.kind === 'escaped') return { text: decodeEscaped(bytes, charset.label), charset: charset.label, trust: 'declared' };
  if (!/^(?:gb|big5|shift|euc)/.test(charset.label)) return null;
  const loose = decodeLoosely(bytes, charset.label);
  const broken = loose.match(/\ufffd/g)?.length ?? 0;
  const whole = loose.match(/[\x80-\ufffc]/g)?.length ?? 0;
  return broken * 10 <= whole ? { text: loose, charset: charset.label, trust: 'damaged' } : null;
}
