import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type AttachmentStream, MailParser, type MessageText } from 'mailparser';
import { AppError } from '../../domain/errors.ts';
import type { ForwardedMail, ParsedAttachment, ParsedMail } from '../../domain/mailboxes/parsed-mail.types.ts';
import { readAddresses } from './address-list.ts';
import { attachmentName } from './attachment-names.rules.ts';
import { classifyMail } from './automatic.rules.ts';
import { readBounce, readComplaint } from './bounce/read-bounce.rules.ts';
import { detectLanguage } from './detect-language.ts';
import { readForward } from './forward/read-forward.rules.ts';
import { hashAttachment } from './hash-attachment.ts';
import { firstHeader, type MailHeaders, readHeaders } from './header-lines.rules.ts';
import { htmlToText } from './html-to-text.ts';
import { type Head, keepEmbeddedMail, keepHead } from './keep-head.ts';
import { firstMessageId, messageIds } from './message-ids.rules.ts';
import { countBytes, defaultParseLimits, type ParseLimits, refusal } from './parse-limits.ts';
import { splitReply } from './reply/split-reply.rules.ts';
import { sanitiseHtml } from './sanitise-html.rules.ts';
import type { StoreAttachment } from './store-attachment.types.ts';
import { withGuessedCharset } from './undeclared-charset.rules.ts';

/** What only the door and the tenant know of a mail. */
export type ParseFacts = {
  limits?: Partial<ParseLimits>;
  /** '' is the null sender; null or absent: the door does not know, Return-Path is asked. */
  envelopeFrom?: string | null;
  /** Addresses of our own mailboxes, lower case. */
  ownAddresses?: readonly string[];
  /** Also give the sanitised HTML; otherwise it is not made. */
  withHtml?: boolean;
  /** A mail inside another one: mails inside it in turn are not looked for. */
  isEmbedded?: boolean;
};

/** Reports are read from their first bytes, and so is a mail attached to another one: what counts stands there. */
const headBytes = 512 * 1024;

/**
 * Reads a mail in one streaming pass. Attachments go to `store` while the mail is still arriving, so a mail of 20 MB is never held as a whole and the
 * event loop stays free. Odd mails are read as far as they can be, with `warnings`. Throws `mail_refused` when a limit is exceeded (the message
 * names it), and whatever `store` or `raw` throw.
 */
export async function parseMail(raw: Readable | Buffer, store: StoreAttachment, facts: ParseFacts = {}): Promise<ParsedMail> {
  const limits = { ...defaultParseLimits, ...facts.limits };
  const head = keepHead(headBytes);
  const { store: keep, embedded } = keepEmbeddedMail(store, headBytes);
  const first = await readParts(raw, keep, limits, head);
  const { headers, guessed } = readHeaders(first.headerLines);
  const parts = await withReadableText(first, raw, headers, store, limits);
  const warnings = [...parts.warnings, ...guessed.map((key) => `the ${key} header has undeclared 8-bit bytes`)];
  const text = headers.size === 0 ? headerlessText(parts, warnings) : await readText(parts, limits, warnings);
  const people = readPeople(headers, warnings);
  const subject = readSubject(headers, parts.subject, guessed.includes('subject'));
  const html = isReadableHtml(parts, limits) && headers.size > 0 ? parts.html : '';
  const reply = splitReply({ text, html, subject, senderName: people.from?.name || (people.from?.address ?? '') });
  const verdict = classifyMail({
    headers,
    subject,
    from: people.from?.address ?? null,
    envelopeFrom: facts.envelopeFrom ?? null,
    partTypes: parts.attachments.map((attachment) => attachment.contentType),
    ownAddresses: facts.ownAddresses ?? [],
    text,
  });
  const isReport = verdict.kind === 'bounce' || verdict.kind === 'complaint';
  return {
    ...people,
    subject,
    date: readDate(headers, warnings),
    messageId: firstMessageId(firstHeader(headers, 'message-id')),
    inReplyTo: firstMessageId(firstHeader(headers, 'in-reply-to')),
    references: messageIds((headers.get('references') ?? []).join(' ')),
    text,
    replyText: reply.text,
    hidden: { quoted: reply.quoted, signature: reply.signature },
    html: facts.withHtml === true && parts.html !== '' && parts.html.length <= limits.maxHtmlChars ? sanitiseHtml(parts.html) : null,
    attachments: parts.attachments,
    ...verdict,
    bounce: !isReport ? null : verdict.kind === 'bounce' ? readBounce(head.bytes()) : readComplaint(head.bytes()),
    forwarded: isReport || facts.isEmbedded === true ? null : (readForward(text, subject) ?? (await readEmbedded(embedded(), facts))),
    language: detectLanguage(reply.text),
    important: isImportant(headers),
    warnings,
  };
}

type Parts = {
  headerLines: { key: string; line: string }[];
  subject: string;
  text: string;
  html: string;
  /** Some of the HTML has no plain text beside it. */
  htmlIsNeeded: boolean;
  attachments: ParsedAttachment[];
  warnings: string[];
};

async function readParts(raw: Readable | Buffer, store: StoreAttachment, limits: ParseLimits, head?: Head): Promise<Parts> {
  const parser = new MailParser({
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    keepDeliveryStatus: true,
    ignoreEmbedded: true,
    checksumAlgo: false,
    // With 0 mailparser converts no HTML and reports instead where HTML stands without plain text beside it.
    maxHtmlLengthToParse: 0,
    maxChildNodes: limits.maxParts,
    maxHeadSize: limits.maxHeaderBytes,
  });
  const parts: Parts = { headerLines: [], subject: '', text: '', html: '', htmlIsNeeded: false, attachments: [], warnings: [] };
  const source = Buffer.isBuffer(raw) ? Readable.from(slices(raw)) : raw;
  const fed = pipeline(source, countBytes(limits.maxBytes, head?.take), parser);
  try {
    await Promise.all([fed, takeParts(parser, store, parts)]);
  } catch (cause) {
    await fed.catch(() => undefined);
    throw refusal(cause, limits) ?? cause;
  }
  parts.headerLines = (parser.headerLines || []).map(({ key, line }) => ({ key, line }));
  parts.subject = parser.subject ?? '';
  return parts;
}

/** The mail that was forwarded as an attachment; null when there is none, or when it cannot be read. */
async function readEmbedded(raw: Buffer | null, facts: ParseFacts): Promise<ForwardedMail | null> {
  if (raw === null || raw.length === 0) return null;
  try {
    const { from, to, cc, subject, date, text } = await parseMail(raw, hashAttachment, { ...facts, isEmbedded: true });
    return { from, to, cc, subject, date: date?.toISOString() ?? null, body: text, comment: '' };
  } catch (error) {
    if (error instanceof AppError && error.code === 'mail_refused') return null;
    throw error;
  }
}

async function takeParts(parser: MailParser, store: StoreAttachment, parts: Parts): Promise<void> {
  for await (const item of parser as AsyncIterable<AttachmentStream | MessageText>) {
    if (item.type === 'attachment') {
      parts.attachments.push(await takeAttachment(item, store, parts));
    } else {
      parts.text = item.text ?? '';
      parts.html = item.html ?? '';
      parts.htmlIsNeeded = item.textConversionError !== undefined;
    }
  }
}

async function takeAttachment(item: AttachmentStream, store: StoreAttachment, parts: Parts): Promise<ParsedAttachment> {
  const written = item.contentType.toLowerCase();
  const contentType = /^[\w.+-]{1,60}\/[\w.+-]{1,66}$/.test(written) ? written : 'application/octet-stream';
  if ((item.filename ?? '').trim() === '' && !/^(message|multipart)\/|rfc822/.test(contentType))
    parts.warnings.push(`an attachment has no file name (${contentType})`);
  const filename = attachmentName(item.filename, contentType, parts.attachments.length + 1);
  const stored = await store(item.content, { filename, contentType });
  item.release?.();
  const isShownInside = item.cid !== undefined && (item.related === true || item.contentDisposition === 'inline');
  return {
    filename,
    contentType,
    contentId:
      item.cid
        ?.replace(/[\p{Cc}\s]+/gu, '')
        .slice(0, 998)
        .toWellFormed() ?? null,
    inline: isShownInside,
    ...stored,
  };
}

/** Reads a small mail of one undeclared text part once more, its letters guessed, when they came out unreadable. */
async function withReadableText(
  parts: Parts,
  raw: Readable | Buffer,
  headers: MailHeaders,
  store: StoreAttachment,
  limits: ParseLimits,
): Promise<Parts> {
  if (!Buffer.isBuffer(raw) || !`${parts.text}${parts.html}`.includes('\ufffd')) return parts;
  const declared = withGuessedCharset(raw, headers);
  if (declared === null) return parts;
  const { text, html, htmlIsNeeded } = await readParts(declared, store, { ...limits, maxBytes: declared.length });
  return { ...parts, text, html, htmlIsNeeded, warnings: [...parts.warnings, 'the charset of the text is undeclared and was guessed'] };
}

async function readText(parts: Parts, limits: ParseLimits, warnings: string[]): Promise<string> {
  const plain = parts.text.slice(0, limits.maxTextChars);
  let text = plain;
  if (parts.html !== '' && (parts.htmlIsNeeded || plain.trim() === '')) {
    const converted = await htmlToText(parts.html, limits);
    if (converted.warning !== null) warnings.push(converted.warning);
    // An empty first line stands where the HTML part came before the plain one (a list's footer).
    text = (plain.startsWith('\n') ? [converted.text, plain] : [plain, converted.text])
      .map((piece) => piece.trim())
      .join('\n\n')
      .trim();
  }
  if (parts.text.length > limits.maxTextChars || text.length > limits.maxTextChars)
    warnings.push(`the text was cut at ${limits.maxTextChars} characters`);
  if (text.includes('\ufffd')) warnings.push('some characters of the text could not be decoded');
  // A NUL cannot be stored as text by PostgreSQL.
  return text.slice(0, limits.maxTextChars).replaceAll('\0', '').replace(/\r\n?/g, '\n').trimEnd().toWellFormed();
}

/** True for HTML that says what the plain text says, or that has none beside it, and that is not too long. */
function isReadableHtml(parts: Parts, limits: ParseLimits): boolean {
  const isWhole = !parts.htmlIsNeeded || parts.text.trim() === '';
  return isWhole && parts.html.length <= limits.maxHtmlChars && !parts.html.includes('\0');
}

/** A file without any header is read as text: what was sent as a mail is shown, whatever it is. */
function headerlessText(parts: Parts, warnings: string[]): string {
  warnings.push('the mail has no headers');
  const lines = parts.headerLines.map(({ line }) => Buffer.from(line, 'latin1').toString());
  return `${lines.join('\n')}\n\n${parts.text}`.replaceAll('\0', '').replace(/\r\n?/g, '\n').trim();
}

function readPeople(headers: MailHeaders, warnings: string[]): Pick<ParsedMail, 'from' | 'fromCount' | 'replyTo' | 'to' | 'cc'> {
  const read = (key: string) => {
    const list = readAddresses(headers.get(key) ?? []);
    if (list.unreadable > 0) warnings.push(`the ${key} header has an address that cannot be read`);
    return list;
  };
  const from = read('from');
  if ((headers.get('from')?.length ?? 0) > 1) warnings.push('the mail has more than one From header');
  if (from.addresses.length === 0) warnings.push('the mail has no readable From');
  return {
    from: from.addresses[0] ?? null,
    fromCount: from.count === 0 ? 0 : from.count + from.unreadable,
    replyTo: read('reply-to').addresses,
    to: read('to').addresses,
    cc: read('cc').addresses,
  };
}

function readSubject(headers: MailHeaders, decoded: string, isGuessed: boolean): string {
  const subject = isGuessed ? firstHeader(headers, 'subject') : decoded;
  return subject
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, 998)
    .toWellFormed();
}

function readDate(headers: MailHeaders, warnings: string[]): Date | null {
  const written = firstHeader(headers, 'date').slice(0, 100);
  const date = new Date(written);
  const year = date.getUTCFullYear();
  if (year >= 1980 && year <= 2100) return date;
  warnings.push(written === '' ? 'the mail has no Date' : 'the Date header cannot be read');
  return null;
}

function isImportant(headers: MailHeaders): boolean {
  return /^high\b/i.test(firstHeader(headers, 'importance')) || /^[12]\b/.test(firstHeader(headers, 'x-priority'));
}

function* slices(raw: Buffer): Generator<Buffer> {
  for (let at = 0; at < raw.length; at += 65_536) yield raw.subarray(at, at + 65_536);
}
