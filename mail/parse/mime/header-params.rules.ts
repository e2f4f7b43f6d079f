import { decodeText } from '../charset/decode-text.rules.ts';
import { decodeWords } from './encoded-words.rules.ts';

/** A structured header's value in lower case and its parameters by lower-case name, decoded. */
export type ParamHeader = { value: string; params: ReadonlyMap<string, string> };

const mostParams = 60;
const longest = 20_000;

/**
 * Reads `value; name=value…` (RFC 2045 5.1) with continuations and charsets (RFC 2231), encoded words where none may be (what Outlook and others write),
 * raw bytes, blanks in unquoted values, missing quotes and semicolons. `raw` holds one character a byte. Linear.
 */
export function readParamHeader(raw: string, hint: string | null = null): ParamHeader {
  const text = raw.slice(0, longest).replace(/\r?\n[ \t]?/g, ' ');
  const first = /^[^;]*/.exec(text)?.[0] ?? '';
  const broken = /^([^\s;=]+)\s+(?=[\w*-]+\s*=)/.exec(first);
  const value = (broken?.[1] ?? first)
    .trim()
    .toLowerCase()
    .replace(/[\s"']+/g, '');
  const pieces = new Map<string, string>();
  let at = broken === null ? first.length : broken[0].length;
  while (at < text.length && pieces.size < mostParams) at = takeParam(text, at, pieces);
  return { value, params: joinPieces(pieces, hint) };
}

/** Takes one `name=value` at or after `at`; the place behind it. */
function takeParam(text: string, at: number, pieces: Map<string, string>): number {
  const head = /^[;\s]*([^\s=;"]{1,100})\s*=\s*/.exec(text.slice(at, at + 400));
  if (head === null) {
    const next = text.indexOf(';', at + 1);
    return next < 0 ? text.length : next;
  }
  const start = at + head[0].length;
  const { value, end } = text[start] === '"' ? quotedValue(text, start) : bareValue(text, start);
  const name = (head[1] ?? '').toLowerCase();
  if (!pieces.has(name)) pieces.set(name, value);
  return Math.max(end, at + 1);
}

function quotedValue(text: string, start: number): { value: string; end: number } {
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    // Windows paths are written with single backslashes; only \" and \\ are escapes.
    if (letter === '\\' && /["\\]/.test(text[at + 1] ?? '')) {
      at += 1;
      value += text[at];
    } else if (letter === '"') return { value, end: at + 1 };
    else value += letter;
  }
  // No closing quote: up to the next parameter.
  return bareValue(text, start + 1);
}

function bareValue(text: string, start: number): { value: string; end: number } {
  const encoded = /^(?:=\?[^?\s]{0,60}\?[bq]\?[^?]{0,2000}\?=\s*)+/i.exec(text.slice(start, start + 8000))?.[0];
  if (encoded !== undefined) return { value: encoded.trim(), end: start + encoded.length };
  const semicolon = text.indexOf(';', start);
  const whole = text.slice(start, semicolon < 0 ? text.length : semicolon);
  // A semicolon may be missing before the next parameter.
  const next = /\s+(?=(?:charset|name|filename|boundary|format|type|method|size|start|protocol|micalg)\*?\d*\*?=)/i.exec(whole);
  const value = next === null ? whole : whole.slice(0, next.index);
  return { value: value.trim().replace(/"$/, ''), end: start + value.length };
}

type Segment = { index: number; isCoded: boolean; value: string };

function joinPieces(pieces: ReadonlyMap<string, string>, hint: string | null): Map<string, string> {
  const params = new Map<string, string>();
  const segments = new Map<string, Segment[]>();
  for (const [name, value] of pieces) {
    const parts = /^([^*]+)\*(?:(\d{1,3})(\*?))?$/.exec(name);
    if (parts === null) params.set(name, decodePlain(value, hint));
    else {
      const key = parts[1] ?? '';
      const isCoded = parts[2] === undefined || parts[3] === '*';
      segments.set(key, [...(segments.get(key) ?? []), { index: Number(parts[2] ?? 0), isCoded, value }]);
    }
  }
  for (const [name, list] of segments) {
    const decoded = decodeSegments(list, hint);
    if (decoded !== '') params.set(name, decoded);
  }
  return params;
}

function decodePlain(value: string, hint: string | null): string {
  const decoded = decodeWords(decodeText(Buffer.from(value, 'latin1'), null, hint).text, hint);
  // Some programs write RFC 2231's value under the plain name, others percent codes of UTF-8.
  const extended = /^([\w.:-]{2,40})'[\w-]{0,20}'(.*%[0-9a-f]{2}.*)$/is.exec(decoded);
  if (extended !== null) return decodeText(percentBytes(extended[2] ?? ''), extended[1] ?? null, hint).text;
  return decoded;
}

function decodeSegments(list: Segment[], hint: string | null): string {
  const ordered = [...list].sort((one, other) => one.index - other.index);
  const first = ordered[0];
  const mark = first?.isCoded === true ? /^([^']{0,60})'[^']{0,60}'/.exec(first.value) : null;
  if (first !== undefined && mark !== null) first.value = first.value.slice(mark[0].length);
  const bytes = ordered.map(({ isCoded, value }) => (isCoded ? percentBytes(value) : Buffer.from(value, 'latin1')));
  return decodeWords(decodeText(Buffer.concat(bytes), mark?.[1] ?? null, hint).text, hint);
}

function percentBytes(value: string): Buffer {
  return Buffer.from(
    value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
