import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutboundMail } from '../../domain/deliveries/outbound-mail.types.ts';
import { AppError } from '../../domain/errors.ts';
import type { MailAddress } from '../../domain/mailboxes/parsed-mail.types.ts';
import { dkimSignature } from './dkim-sign.ts';

/** A mail ready to be handed over: the exact bytes of RFC 5322 and the SMTP envelope. `from` '' is the null sender. */
export type ComposedMail = { envelope: { from: string; to: string[]; size: number }; raw: Buffer };

const keptReferences = 20;
// Most servers take 25 to 35 MB; base64 adds a third.
const mostBytes = 50 * 1024 * 1024;
const addressShape = /^[^\s@<>"(),:;[\]\\\p{Cc}]+@[^\s@<>"(),:;[\]\\\p{Cc}]+$/u;
const idShape = /^<[^<>\s]+>$/;
const headerNameShape = /^[A-Za-z0-9-]{1,76}$/;

/**
 * Writes the mail, signed where a key is given. The same mail gives the same bytes, also when its key is RSA or Ed25519. The bytes are made before any connection, so that an attempt that has to begin again sends the same ones and an attachment that
 * cannot be read costs nothing. Addresses go as objects and are checked first: a line break or a list in an address is refused (`invalid_input`),
 * since nodemailer would send to what follows it. References keep the first and the newest, so that chains stay bounded (RFC 5322 3.6.4).
 */
export async function composeMail(mail: OutboundMail): Promise<ComposedMail> {
  const everybody = [mail.from, ...mail.to, ...mail.cc, ...(mail.replyTo === null ? [] : [mail.replyTo])];
  for (const person of everybody) assertAddress(person.address);
  if (mail.envelopeFrom !== '') assertAddress(mail.envelopeFrom);
  const wanted = (address: string): boolean => mail.onlyTo?.includes(address) ?? true;
  const to = [...new Set([...mail.to, ...mail.cc].map((person) => person.address))].filter(wanted);
  if (to.length === 0) throw refused('an outward mail has no recipient', 'The mail has no recipient. Add one and send again.');
  const written = await new MailComposer({
    from: named(mail.from),
    to: mail.to.map(named),
    cc: mail.cc.map(named),
    ...(mail.replyTo === null ? {} : { replyTo: named(mail.replyTo) }),
    subject: oneLine(mail.subject),
    text: mail.text,
    ...(mail.html ? { html: mail.html } : {}),
    messageId: messageId(mail.messageId),
    ...(mail.date === undefined ? {} : { date: mail.date }),
    // Fixed for the mail, so that every attempt has the same bytes.
    // A signature is over line ends as they go over the wire.
    newline: 'windows',
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 16),
    ...(mail.inReplyTo !== null && idShape.test(mail.inReplyTo) ? { inReplyTo: mail.inReplyTo } : {}),
    references: boundedReferences(mail.references.filter((reference) => idShape.test(reference))),
    headers: headersOf(mail),
    attachments: await openAttachments(mail),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  const raw = mail.dkim ? Buffer.concat([Buffer.from(await dkimSignature(written, mail.dkim)), written]) : written;
  if (raw.length > mostBytes)
    throw refused(`an outward mail has ${raw.length} bytes`, `The mail is larger than ${mostBytes / 1_048_576} MB. Send fewer files.`);
  return { envelope: { from: mail.envelopeFrom, to, size: raw.length }, raw };
}

/** The first reference and the newest ones, without repetitions. */
export function boundedReferences(references: string[]): string[] {
  const unique = [...new Set(references)];
  return unique.length <= keptReferences ? unique : [unique[0] as string, ...unique.slice(1 - keptReferences)];
}

async function openAttachments({ attachments }: OutboundMail) {
  const opened = await Promise.allSettled(attachments.map((file) => file.open()));
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    for (const result of opened) if (result.status === 'fulfilled') result.value.destroy();
    throw failed.reason;
  }
  return attachments.flatMap(({ filename, contentType, contentId }, at) => {
    const result = opened[at];
    const part = contentId === undefined ? {} : { cid: contentId, contentDisposition: 'inline' as const };
    return result?.status === 'fulfilled' ? [{ filename: oneLine(filename), contentType, content: result.value, ...part }] : [];
  });
}

/** RFC 3834 5 and 6: automatic mail says so, and asks Exchange for no answer. */
function headersOf({ headers = {}, autoSubmitted }: OutboundMail): Record<string, string> {
  const wrong = Object.entries(headers).find(([name, value]) => !headerNameShape.test(name) || /[\r\n\0]/.test(value));
  if (wrong !== undefined)
    throw refused('an outward header is malformed', 'The mail could not be written: one of its headers is malformed.');
  return autoSubmitted === 'no' ? headers : { ...headers, 'Auto-Submitted': autoSubmitted, 'X-Auto-Response-Suppress': 'All' };
}

function messageId(id: string): string {
  if (idShape.test(id)) return id;
  throw refused('an outward Message-ID is malformed', 'The mail could not be written: its Message-ID is malformed.');
}

function assertAddress(address: string): void {
  if (address.length <= 254 && addressShape.test(address)) return;
  throw refused(
    'an outward address is not one plain address',
    'One of the addresses is not a plain mail address such as jane@acme.example. Correct it and send again.',
  );
}

function refused(message: string, userMessage: string): AppError {
  return new AppError('invalid_input', { message, userMessage });
}

function named({ name, address }: MailAddress): MailAddress {
  return { name: oneLine(name), address };
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
