import { decodeText } from '../charset/decode-text.rules.ts';
import { joinFlowed } from './flowed-text.rules.ts';
import type { MimeGroup, MimePart } from './mime.types.ts';

/** A stretch of the body, in the order it stands in the mail: the same said as plain text, as HTML, or both (RFC 2046 5.1.4). '' when it is not. */
export type BodyPiece = { plain: string; html: string };

/** What the bytes of a mail's text parts amount to. */
export type Body = { pieces: BodyPiece[]; charset: string | null; warnings: string[] };

/** A text part that belongs to the body, with its content. */
export type BodyPart = { part: MimePart; bytes: Buffer };

/**
 * Whether a part is the mail's own text and no file: plain text or HTML that is not called an attachment. One with a file name is a file (Apple's and
 * others' inline files), unless it is the first part of the mail, or one of several alternatives.
 */
export function isBody(part: MimePart): boolean {
  if (part.disposition.value.startsWith('attachment')) return false;
  if (part.isRoot && /^text\/(?!calendar|x-vcard|vcard|csv|rtf|xml)/.test(part.type)) return true;
  if (part.type !== 'text/plain' && part.type !== 'text/html') return false;
  if (part.filename === null)
    return !(part.contentId !== null && part.place > 0 && part.group?.type === 'multipart/related' && part.type === 'text/html');
  return part.place === 0 || part.group?.type === 'multipart/alternative';
}

/** Decodes the text parts of a mail and puts those together that are alternatives of each other. */
export function bodyOf(parts: readonly BodyPart[]): Body {
  const body: Body = { pieces: [], charset: null, warnings: [] };
  const byGroup = new Map<number, BodyPiece>();
  for (const { part, bytes } of parts) {
    const text = decodePart(part, bytes, body);
    const group = alternativeOf(part.group);
    const known = group === null ? undefined : byGroup.get(group.id);
    const piece = known ?? { plain: '', html: '' };
    const key = part.type === 'text/html' ? 'html' : 'plain';
    if (piece[key] !== text) piece[key] = piece[key] === '' ? text : `${piece[key]}${key === 'html' ? '<br>\n' : '\n'}${text}`;
    if (known === undefined) body.pieces.push(piece);
    if (group !== null) byGroup.set(group.id, piece);
  }
  return body;
}

function alternativeOf(group: MimeGroup | null): MimeGroup | null {
  for (let at = group; at !== null; at = at.parent) if (at.type === 'multipart/alternative') return at;
  return null;
}

function decodePart(part: MimePart, bytes: Buffer, body: Body): string {
  const declared = part.charset ?? (part.type === 'text/html' ? metaCharset(bytes) : null);
  const { text, charset, trust } = decodeText(bytes, declared, body.charset);
  if (charset !== 'us-ascii') body.charset ??= charset;
  const isSilent = declared === null || declared.trim() === '';
  if (trust === 'undeclared' && isSilent && charset !== 'utf-8')
    body.warnings.push('the charset of the text is undeclared and was guessed');
  if (trust === 'wrong' || (trust === 'undeclared' && !isSilent))
    body.warnings.push(
      `the text is not in its declared charset (${(declared ?? '').slice(0, 40).replace(/[^\w.:-]/g, '')}): it was read as ${charset}`,
    );
  if (trust === 'damaged' && !text.includes('\ufffd')) body.warnings.push('some bytes of the text were not in its charset');
  const isFlowed = part.type === 'text/plain' && part.contentType.params.get('format')?.toLowerCase() === 'flowed';
  return isFlowed ? joinFlowed(text, part.contentType.params.get('delsp')?.toLowerCase() === 'yes') : text;
}

/** The charset that HTML names itself (HTML 13.2.3.2 looks at the first 1,024 bytes; programs write more before it). */
function metaCharset(bytes: Buffer): string | null {
  const start = bytes.toString('latin1', 0, Math.min(bytes.length, 4096));
  return /<meta\b[^>]{0,200}?charset\s{0,3}=\s{0,3}["']?\s{0,3}([\w.:-]{2,40})/i.exec(start)?.[1] ?? null;
}
