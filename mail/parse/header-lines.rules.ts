import { charsetOf } from './charset/charset-name.rules.ts';
import { decodeLoosely, decodeStrictly } from './charset/decode-strictly.rules.ts';
import { guessCharset } from './charset/guess-charset.rules.ts';

/** Header lines by lower-case name, in the order written, unfolded (RFC 5322 2.2.3); encoded words are left as they are. */
export type MailHeaders = ReadonlyMap<string, readonly string[]>;

/** A header line as mailparser gives it: `line` holds the raw bytes, one character a byte. */
export type RawHeaderLine = { key: string; line: string };

const longestValue = 200_000;
const nonAscii = /[\x80-\xff]/;

/**
 * Reads raw header lines. Bytes over 127, which RFC 5322 does not allow but many programs write, are read as UTF-8 where they are valid UTF-8,
 * else in the charset that the letters and the mail's body suggest. `guessed` names the headers that needed more than UTF-8.
 */
export function readHeaders(
  lines: readonly RawHeaderLine[],
  bodyCharset: string | null = null,
): { headers: MailHeaders; guessed: string[] } {
  const charset = bodyCharset ?? declaredCharset(lines);
  const decodeAll = headerDecoder(lines, charset);
  const headers = new Map<string, string[]>();
  const guessed: string[] = [];
  for (const { key, line } of lines) {
    if (key === '') continue;
    const raw = line.slice(line.indexOf(':') + 1).slice(0, longestValue);
    const { text, isGuess } = decodeAll(raw);
    if (isGuess) guessed.push(key);
    // A NUL can be stored neither as text nor as JSON by PostgreSQL.
    const value = text
      .replace(/\r?\n(?=[ \t])|\0/g, '')
      .trim()
      .toWellFormed();
    const known = headers.get(key);
    if (known === undefined) headers.set(key, [value]);
    else known.push(value);
  }
  return { headers, guessed };
}

/** The first value of a header, or '' when there is none. */
export function firstHeader(headers: MailHeaders, key: string): string {
  return headers.get(key)?.[0] ?? '';
}

function declaredCharset(lines: readonly RawHeaderLine[]): string | null {
  const contentType = lines.find((line) => line.key === 'content-type')?.line.slice(0, 1000) ?? '';
  return /charset\s*=\s*"?([\w.:+-]{2,40})/i.exec(contentType)?.[1]?.toLowerCase() ?? null;
}

/** Raw bytes of all headers are judged together: a name alone is too short to tell its charset. */
function headerDecoder(lines: readonly RawHeaderLine[], charset: string | null): (raw: string) => { text: string; isGuess: boolean } {
  let guessedLabel: string | null = null;
  const guess = (): string => {
    const raw = lines.filter(({ line }) => nonAscii.test(line)).map(({ line }) => line.slice(line.indexOf(':') + 1, 2000));
    const foreign = raw.map((value) => Buffer.from(value, 'latin1')).filter((bytes) => decodeStrictly(bytes, 'utf-8') === null);
    guessedLabel ??= guessCharset(Buffer.concat(foreign), charset === null ? null : charsetOf(charset).label || null).label;
    return guessedLabel;
  };
  return (raw) => {
    if (!nonAscii.test(raw)) return { text: raw, isGuess: false };
    const bytes = Buffer.from(raw, 'latin1');
    const asUtf8 = decodeStrictly(bytes, 'utf-8');
    if (asUtf8 !== null) return { text: asUtf8, isGuess: false };
    return { text: decodeLoosely(bytes, guess()), isGuess: true };
  };
}
