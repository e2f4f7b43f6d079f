import { firstHeader, type MailHeaders, type RawHeaderLine, readHeaders } from '../header-lines.rules.ts';

/** A leaf of a mail: its content type in lower case, its headers, and its content decoded to text. */
export type MailPart = { type: string; headers: MailHeaders; text: string };

/** A mail taken apart; embedded mails stay whole as one part. */
export type MailParts = { headers: MailHeaders; parts: MailPart[] };

const deepest = 8;
const mostParts = 60;
const mostHeaderLines = 2000;
const longestPart = 200_000;

/**
 * Takes a report apart for reading, more forgiving than RFC 2045: reports come from programs older than it. Header lines that were folded without a
 * blank continue the line above; a multipart without a usable boundary is text. Only text is decoded. Linear, bounded in depth, parts and characters.
 */
export function splitMail(raw: Buffer): MailParts {
  const source = raw.toString('latin1').replace(/^(?:\s*\n)?(?:>?From [^\n]{0,300}\n)?/, '');
  const { headers, body } = splitHead(source);
  const parts: MailPart[] = [];
  collect(headers, body, 0, parts);
  return { headers, parts };
}

/** The headers at the start of a text: of a returned mail, or of what is left of one. */
export function headersOf(text: string): MailHeaders {
  return splitHead(text.replace(/^\s+/, '')).headers;
}

function splitHead(source: string): { headers: MailHeaders; body: string } {
  const lines: RawHeaderLine[] = [];
  let at = 0;
  while (at < source.length && lines.length < mostHeaderLines) {
    const end = source.indexOf('\n', at);
    const line = source.slice(at, end < 0 ? source.length : end).replace(/\r$/, '');
    at = end < 0 ? source.length : end + 1;
    if (line.trim() === '') break;
    takeLine(line, lines);
  }
  return { headers: readHeaders(lines).headers, body: source.slice(at) };
}

function takeLine(line: string, lines: RawHeaderLine[]): void {
  const name = /^([!-9;-~]{1,80})[ \t]{0,5}:/.exec(line)?.[1];
  const last = lines.at(-1);
  if (name !== undefined) lines.push({ key: name.toLowerCase(), line: line.slice(0, 20_000) });
  else if (last !== undefined && last.line.length < 20_000) last.line += `\r\n ${line.trim().slice(0, 5000)}`;
}

function collect(headers: MailHeaders, body: string, depth: number, parts: MailPart[]): void {
  if (parts.length >= mostParts) return;
  const written = firstHeader(headers, 'content-type').slice(0, 3000);
  const type = /^\s*([\w.+-]{1,60}\/[\w.+-]{1,66})/.exec(written)?.[1]?.toLowerCase() ?? 'text/plain';
  const boundary = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(written);
  const mark = boundary?.[1] ?? boundary?.[2];
  const pieces = type.startsWith('multipart/') && mark !== undefined && depth < deepest ? cut(body, mark) : [];
  if (pieces.length === 0) {
    const leaf = type.startsWith('multipart/') ? 'text/plain' : type;
    parts.push({ type: leaf, headers, text: decode(headers, written, leaf, body) });
  }
  for (const piece of pieces) {
    const inner = splitHead(piece);
    collect(inner.headers, inner.body, depth + 1, parts);
  }
}

function cut(body: string, mark: string): string[] {
  const line = `--${mark}`;
  const pieces: string[] = [];
  let from = -1;
  for (let at = body.indexOf(line); at >= 0 && pieces.length < mostParts; at = body.indexOf(line, at + line.length)) {
    if (at > 0 && body[at - 1] !== '\n') continue;
    if (from >= 0) pieces.push(body.slice(from, at));
    const end = body.indexOf('\n', at);
    from = body.startsWith('--', at + line.length) || end < 0 ? -1 : end + 1;
  }
  if (from >= 0 && pieces.length < mostParts) pieces.push(body.slice(from));
  return pieces;
}

function decode(headers: MailHeaders, written: string, type: string, body: string): string {
  if (!/^(text|message)\//.test(type)) return '';
  const encoding = firstHeader(headers, 'content-transfer-encoding').toLowerCase();
  const bytes = transfer(body.slice(0, longestPart), encoding);
  const charset = /charset\s*=\s*"?([\w.:+-]{2,40})/i.exec(written)?.[1] ?? 'utf-8';
  return decodeBytes(bytes, charset).replaceAll('\r\n', '\n').replaceAll('\0', '');
}

function transfer(body: string, encoding: string): Buffer {
  if (encoding.includes('base64')) return Buffer.from(body, 'base64');
  if (!encoding.includes('quoted-printable')) return Buffer.from(body, 'latin1');
  const plain = body
    .replace(/=[ \t]{0,10}\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}

/** ISO-2022-JP marks itself by its escapes, whatever was declared: old Japanese servers declare nothing. */
function decodeBytes(bytes: Buffer, charset: string): string {
  const names = bytes.includes('\x1b$') ? ['iso-2022-jp', charset] : [charset, 'utf-8'];
  for (const name of names) {
    try {
      return new TextDecoder(name, { fatal: true }).decode(bytes);
    } catch {
      // The next guess.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}
