import { firstHeader, type MailHeaders } from './header-lines.rules.ts';

/**
 * The same mail with a charset declared, for a mail of one text part that declares none and is not UTF-8 (what network devices and old programs
 * send): windows-1252 holds all of western Europe's letters. Null for any other mail. The first Content-Type counts, so one is put in front.
 */
export function withGuessedCharset(raw: Buffer, headers: MailHeaders): Buffer | null {
  const declared = firstHeader(headers, 'content-type').toLowerCase();
  if (/charset/.test(declared) || !/^(text\/(plain|html)\b|$)/.test(declared)) return null;
  const type = declared.startsWith('text/html') ? 'text/html' : 'text/plain';
  return Buffer.concat([Buffer.from(`Content-Type: ${type}; charset=windows-1252\r\n`), raw]);
}
