import type { Readable } from 'node:stream';
import { AppError } from '../../domain/errors.ts';
import type { ForwardedMail, ParsedMail } from '../../domain/mailboxes/parsed-mail.types.ts';
import { classifyMail } from './automatic.rules.ts';
import { readBounce, readComplaint } from './bounce/read-bounce.rules.ts';
import { detectLanguage } from './detect-language.ts';
import { readForward } from './forward/read-forward.rules.ts';
import { hashAttachment } from './hash-attachment.ts';
import { firstHeader, type MailHeaders, readHeaders } from './header-lines.rules.ts';
import type { HtmlReader, HtmlReading } from './html/html-job.types.ts';
import { readHtml } from './html/read-html.ts';
import { isRasterPicture } from './html/safe-picture.rules.ts';
import { readInvite } from './invite/read-invite.ts';
import { type Head, keepEmbeddedMail, keepHead } from './keep-head.ts';
import { firstMessageId, messageIds } from './message-ids.rules.ts';
import type { BodyPiece } from './mime/body-pieces.rules.ts';
import { decodeWords } from './mime/encoded-words.rules.ts';
import { type MailParts, readMailParts } from './mime/read-parts.ts';
import { defaultParseLimits, type ParseLimits } from './parse-limits.ts';
import { protectedText, readProtection } from './protection.rules.ts';
import { readPeople } from './read-people.ts';
import { chooseReply } from './reply/split-reply.rules.ts';
import type { StoreAttachment } from './store-attachment.types.ts';
import { readSuspicion } from './suspicion/read-suspicion.rules.ts';

/** What only the door and the tenant know of a mail. */
export type ParseFacts = {
  limits?: Partial<ParseLimits>;
  /** '' is the null sender; null or absent: the door does not know, Return-Path is asked. */
  envelopeFrom?: string | null;
  /** Addresses of our own mailboxes, lower case. */
  ownAddresses?: readonly string[];
  /** Also give the sanitised HTML; otherwise it is not made. */
  withHtml?: boolean;
  /** Reads the HTML, on threads of its own for example; without it that is done here. */
  htmlReader?: HtmlReader;
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
  const parts = await readParts(raw, keep, limits, head);
  const { headers, guessed } = readHeaders(parts.headerLines, parts.charset);
  const warnings = [...parts.warnings, ...guessed.map((key) => `the ${key} header has undeclared 8-bit bytes`)];
  const peopleWarnings: string[] = [];
  const { author, ...people } = readPeople(headers, parts.charset, peopleWarnings);
  const subject = readSubject(headers, parts.charset);
  const replyFacts = { subject, senderName: people.from?.name || (people.from?.address ?? '') };
  const reading = headers.size === 0 ? null : await readHtmlOf(parts, limits, facts, replyFacts);
  const written = reading === null ? headerlessText(parts, warnings) : await readText(parts, reading, limits, facts, warnings);
  const protection = readProtection(headers, parts.attachments, written, parts.signed !== null);
  const text = protection !== null && written.trim() === '' ? protectedText(protection) : written;
  warnings.push(...peopleWarnings);
  const reply = chooseReply(text, reading?.reply ?? null, replyFacts);
  const verdict = classifyMail({
    headers,
    subject,
    from: author?.address ?? null,
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
    html: reading?.safe ?? null,
    attachments: parts.attachments,
    ...verdict,
    suspicion: isReport ? null : readSuspicion({ headers, subject, from: people.from?.address ?? null }),
    bounce: !isReport ? null : verdict.kind === 'bounce' ? readBounce(head.bytes()) : readComplaint(head.bytes()),
    invite: parts.calendar === null ? null : readInvite(parts.calendar),
    protection,
    forwarded: isReport || facts.isEmbedded === true ? null : (readForward(text, subject) ?? (await readEmbedded(embedded(), facts))),
    language: detectLanguage(reply.text),
    important: isImportant(headers),
    authenticationResults: headers.get('authentication-results')?.[0] ?? null,
    warnings,
  };
}

/** What `readText` and the finder of replies need of the body. */
type Parts = MailParts & {
  text: string;
  html: string;
  /** Some of the HTML has no plain text beside it. */
  htmlIsNeeded: boolean;
};

/** The mail as its signer wrote it, beside the signed object itself. */
function withSigned(outer: MailParts, inner: MailParts): MailParts {
  const own = outer.pieces.filter(({ plain, html }) => plain.trim() !== '' || html.trim() !== '');
  return {
    ...outer,
    pieces: [...own, ...inner.pieces],
    charset: outer.charset ?? inner.charset,
    attachments: [...outer.attachments, ...inner.attachments],
    calendar: outer.calendar ?? inner.calendar,
    warnings: [...outer.warnings, ...inner.warnings],
  };
}

async function readParts(raw: Readable | Buffer, store: StoreAttachment, limits: ParseLimits, head?: Head): Promise<Parts> {
  const outer = await readMailParts(raw, store, limits, head);
  const parts = outer.signed === null ? outer : withSigned(outer, await readMailParts(outer.signed, store, limits));
  const written = parts.pieces.filter(({ plain, html }) => plain !== '' || html !== '');
  return {
    ...parts,
    text: written.flatMap(({ plain }) => (plain === '' ? [] : [plain])).join('\n'),
    html: written.flatMap(({ html }) => (html === '' ? [] : [html])).join('<br>\n'),
    htmlIsNeeded: written.some(({ plain, html }) => plain.trim() === '' && html !== ''),
  };
}

/** The mail that was forwarded as an attachment; null when there is none, or when it cannot be read. */
async function readEmbedded(raw: Buffer | null, facts: ParseFacts): Promise<ForwardedMail | null> {
  if (raw === null || raw.length === 0) return null;
  try {
    const { from, to, cc, subject, date, text } = await parseMail(raw, hashAttachment, { ...facts, withHtml: false, isEmbedded: true });
    return { from, to, cc, subject, date: date?.toISOString() ?? null, body: text, comment: '' };
  } catch (error) {
    if (error instanceof AppError && error.code === 'mail_refused') return null;
    throw error;
  }
}

const nothingRead: HtmlReading = { text: null, reply: null, safe: null, warnings: [] };

/** What the mail's HTML says and shows, read once, where there is any. Its text is wanted where there is no plain one at all. */
async function readHtmlOf(
  parts: Parts,
  limits: ParseLimits,
  facts: ParseFacts,
  reply: { subject: string; senderName: string },
): Promise<HtmlReading> {
  if (parts.html === '') return nothingRead;
  const pictures = parts.attachments.filter(({ contentType }) => isRasterPicture(contentType)).map(({ contentId }) => contentId ?? '');
  return (facts.htmlReader ?? readHtml)({
    html: parts.html,
    limits,
    wantsText: parts.text.trim() === '',
    reply: isReadableHtml(parts, limits) ? reply : null,
    pictures: facts.withHtml === true ? pictures : null,
  });
}

/** The body in its order: each stretch as its plain text, or as what its HTML says. */
async function bodyText(pieces: readonly BodyPiece[], limits: ParseLimits, facts: ParseFacts, warnings: string[]): Promise<string> {
  const texts: string[] = [];
  let html = '';
  const convertHtml = async (): Promise<void> => {
    if (html === '') return;
    const converted = await (facts.htmlReader ?? readHtml)({ html, limits, wantsText: true, reply: null, pictures: null });
    warnings.push(...converted.warnings);
    texts.push(converted.text ?? '');
    html = '';
  };
  for (const piece of pieces) {
    if (piece.plain.trim() === '' && piece.html !== '') html += html === '' ? piece.html : `<br>\n${piece.html}`;
    else {
      await convertHtml();
      texts.push(piece.plain.slice(0, limits.maxTextChars + 1));
    }
  }
  await convertHtml();
  const isMixed = texts.length > 1 && pieces.some(({ html: written }) => written !== '');
  return isMixed
    ? texts
        .map((text) => text.trim())
        .filter((text) => text !== '')
        .join('\n\n')
    : texts.join('\n');
}

async function readText(parts: Parts, reading: HtmlReading, limits: ParseLimits, facts: ParseFacts, warnings: string[]): Promise<string> {
  warnings.push(...reading.warnings);
  const text = reading.text ?? (await bodyText(parts.pieces, limits, facts, warnings));
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

function readSubject(headers: MailHeaders, charset: string | null): string {
  return decodeWords(firstHeader(headers, 'subject'), charset)
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
