import { rawHeader } from './header-block.rules.ts';
import { readParamHeader } from './header-params.rules.ts';
import type { HeaderLine, MimeGroup, MimePart } from './mime.types.ts';

/** What a part's headers say of it. `type` may be multipart: the reader opens a group then. */
export function describePart(
  lines: readonly HeaderLine[],
  group: MimeGroup | null,
  hint: string | null,
): Omit<MimePart, 'place' | 'isRoot'> {
  const contentType = readParamHeader(rawHeader(lines, 'content-type'), hint);
  const disposition = readParamHeader(rawHeader(lines, 'content-disposition'), hint);
  const name =
    disposition.params.get('filename') ??
    contentType.params.get('name') ??
    contentType.params.get('filename') ??
    disposition.params.get('name');
  const fallback = group?.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  const description = name === undefined && disposition.value === 'attachment' ? rawHeader(lines, 'content-description') : '';
  const described = /\.[a-z0-9]{2,5}$/i.test(description) ? description : null;
  return {
    type: typeOf(contentType.value, fallback),
    contentType,
    disposition,
    filename: name?.trim() || described,
    contentId: rawHeader(lines, 'content-id').replace(/^\s*<?|>?\s*$/g, '') || null,
    coding: rawHeader(lines, 'content-transfer-encoding').slice(0, 100),
    charset: contentType.params.get('charset') ?? null,
    group,
  };
}

/** A content type that can be read; `text` and other halves of one are text (RFC 2045 5.2). */
function typeOf(value: string, fallback: string): string {
  if (/^[\w.+-]{1,60}\/[\w.+-]{1,66}$/.test(value)) return value;
  const start = /^([\w.+-]{1,60}\/[\w.+-]{1,66})[:,()/]/.exec(value)?.[1];
  if (start !== undefined) return start;
  if (value === 'html' || value === 'text/html/') return 'text/html';
  if (value === '' || /^(?:text\/?|plain|text\/text\/plain)$/.test(value)) return fallback;
  if (value.startsWith('multipart')) return 'multipart/mixed';
  return value.startsWith('text') ? 'text/plain' : 'application/octet-stream';
}
