import type { MailProtection, ParsedAttachment } from '../../domain/mailboxes/parsed-mail.types.ts';
import { firstHeader, type MailHeaders } from './header-lines.rules.ts';

/**
 * Whether a mail is encrypted or signed, and how: PGP/MIME and S/MIME by their types (RFC 3156, RFC 8551), PGP in the text by its armour (RFC 9580 6.2);
 * null when it is neither. `isOpened` says that content was found inside an S/MIME object, so it is signed. Nothing is decrypted or verified here.
 */
export function readProtection(
  headers: MailHeaders,
  attachments: readonly ParsedAttachment[],
  text: string,
  isOpened = false,
): MailProtection | null {
  const type = firstHeader(headers, 'content-type').slice(0, 2000).toLowerCase();
  const has = (pattern: RegExp): boolean => attachments.some(({ contentType }) => pattern.test(contentType));
  const opaque = /^\s*application\/(?:x-)?pkcs7-mime/.test(type) || has(/^application\/(?:x-)?pkcs7-mime$/);
  if (type.includes('multipart/encrypted') || has(/^application\/pgp-encrypted$/))
    return { kind: 'encrypted', by: /pkcs7/.test(type) ? 'smime' : 'pgp' };
  if (opaque) {
    if (/smime-type\s*=\s*"?compressed-data/.test(type)) return null;
    return { kind: isOpened || /smime-type\s*=\s*"?signed-data/.test(type) ? 'signed' : 'encrypted', by: 'smime' };
  }
  if (has(/^application\/pgp-signature$/)) return { kind: 'signed', by: 'pgp' };
  if (has(/^application\/(?:x-)?pkcs7-signature$/)) return { kind: 'signed', by: 'smime' };
  const armour = /^-----BEGIN PGP (SIGNED )?MESSAGE-----[ \t]*$/m.exec(text.slice(0, 50_000));
  return armour === null ? null : { kind: armour[1] === undefined ? 'encrypted' : 'signed', by: 'pgp' };
}

/** What stands in place of a text that cannot be read without a key. */
export function protectedText({ kind, by }: MailProtection): string {
  const method = by === 'pgp' ? 'PGP' : 'S/MIME';
  return kind === 'encrypted'
    ? `This mail is encrypted with ${method}. It cannot be read here: its encrypted content is attached.`
    : `This mail is signed with ${method}, its text inside the signature. The signed content is attached.`;
}
