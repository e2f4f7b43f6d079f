import { Readable } from 'node:stream';
import type { ParsedAttachment } from '../../../domain/mailboxes/parsed-mail.types.ts';
import { attachmentName } from '../attachment-names.rules.ts';
import { headersOf } from '../bounce/mail-parts.rules.ts';
import { decodeText } from '../charset/decode-text.rules.ts';
import { firstHeader } from '../header-lines.rules.ts';
import { signedContent } from '../smime/signed-content.rules.ts';
import type { StoreAttachment } from '../store-attachment.types.ts';
import { readTnef } from '../tnef/read-tnef.rules.ts';
import { type AttachmentSink, openSink } from './attachment-sink.ts';
import type { BodyPiece } from './body-pieces.rules.ts';
import { decodeWords } from './encoded-words.rules.ts';
import type { MimePart } from './mime.types.ts';

const calendarBytes = 512 * 1024;
/** A mail inside the mail is named after its subject, which its first bytes hold. */
const embeddedHead = 64 * 1024;
/** A winmail.dat or a signed object is unpacked in memory; a bigger one is kept as it is. */
const mostTnef = 40 * 1024 * 1024;
const mostTnefFiles = 200;

type Current = {
  part: MimePart;
  /** What was held back until the file can be opened. */
  held: Buffer[];
  heldSize: number;
  holdUpTo: number;
  sink: AttachmentSink | null;
  calendar: Buffer[] | null;
  calendarSize: number;
};

/** Stores the files of a mail, one after the other, and looks into those that say something of the mail itself. */
export class AttachmentReader {
  readonly attachments: ParsedAttachment[] = [];
  readonly warnings: string[] = [];
  calendar: string | null = null;
  /** The text found in a winmail.dat. */
  body: BodyPiece | null = null;
  /** What an opaque S/MIME signature is wrapped around: a part of a mail. */
  signed: Buffer | null = null;
  private readonly store: StoreAttachment;
  private current: Current | null = null;

  constructor(store: StoreAttachment) {
    this.store = store;
  }

  async begin(part: MimePart): Promise<void> {
    const isNameless = (part.filename ?? '').trim() === '';
    if (isNameless && !/^message\/|rfc822/.test(part.type)) this.warnings.push(`an attachment has no file name (${part.type})`);
    const holdUpTo = isTnef(part) || isSmime(part) ? mostTnef : isNameless && isMail(part.type) ? embeddedHead : 0;
    const calendar = this.calendar === null && isCalendar(part) ? [] : null;
    this.current = { part, held: [], heldSize: 0, holdUpTo, sink: null, calendar, calendarSize: 0 };
  }

  async write(bytes: Buffer): Promise<void> {
    const { current } = this;
    if (current === null || bytes.length === 0) return;
    if (current.calendar !== null && current.calendarSize < calendarBytes) {
      current.calendar.push(Buffer.from(bytes));
      current.calendarSize += bytes.length;
    }
    if (current.sink !== null) return current.sink.write(bytes);
    current.held.push(Buffer.from(bytes));
    current.heldSize += bytes.length;
    if (current.heldSize > current.holdUpTo) await this.open(current);
  }

  async end(): Promise<void> {
    const { current } = this;
    if (current === null) return;
    this.current = null;
    if (current.calendar !== null) this.calendar = decodeText(Buffer.concat(current.calendar), current.part.charset ?? 'utf-8').text;
    if (current.sink === null && isTnef(current.part) && (await this.unpack(Buffer.concat(current.held)))) return;
    if (current.sink === null && isSmime(current.part)) this.signed ??= signedContent(Buffer.concat(current.held));
    await this.open(current);
    const stored = await current.sink?.end();
    if (stored === undefined) return;
    const { filename, contentType } = this.factsOf(current);
    this.attachments.push({ filename, contentType, ...cidOf(current.part), ...stored });
  }

  private async open(current: Current): Promise<void> {
    if (current.sink !== null) return;
    const facts = this.factsOf(current);
    if (isTnef(current.part)) this.warnings.push('a winmail.dat could not be unpacked: it is kept as it is');
    current.sink = openSink(this.store, facts);
    for (const bytes of current.held) await current.sink.write(bytes);
    current.held = [];
  }

  private factsOf(current: Current): { filename: string; contentType: string } {
    const { part } = current;
    current.part = { ...part, filename: part.filename ?? (isMail(part.type) ? subjectName(Buffer.concat(current.held)) : null) };
    return { filename: attachmentName(current.part.filename ?? undefined, part.type, this.attachments.length + 1), contentType: part.type };
  }

  /** Stores the files of a winmail.dat in its place; false when it cannot be read, or holds nothing. */
  private async unpack(bytes: Buffer): Promise<boolean> {
    const content = readTnef(bytes);
    if (content === null || (content.files.length === 0 && content.text === '' && content.html === '')) return false;
    if (content.isDamaged) this.warnings.push('a winmail.dat is damaged: what could be read of it is shown');
    this.body ??= { plain: content.text, html: content.html };
    for (const file of content.files.slice(0, mostTnefFiles)) {
      const filename = attachmentName(file.name, file.contentType, this.attachments.length + 1);
      const facts = { filename, contentType: file.contentType };
      const stored = await this.store(Readable.from([file.bytes]), facts);
      this.attachments.push({ ...facts, contentId: file.contentId, inline: file.isInline, ...stored });
    }
    return true;
  }
}

const isMail = (type: string): boolean => type === 'message/rfc822' || type === 'message/global';
const isTnef = ({ type, filename }: MimePart): boolean =>
  /^application\/(?:vnd\.)?(?:x-)?ms-tnef$/.test(type) || /^(?:winmail|win)\.dat$/i.test(filename ?? '');
const isSmime = ({ type }: MimePart): boolean => /^application\/(?:x-)?pkcs7-mime$/.test(type);
const isCalendar = ({ type, filename }: MimePart): boolean =>
  type === 'text/calendar' || type === 'application/ics' || /\.ics$/i.test(filename ?? '');

function cidOf(part: MimePart): { contentId: string | null; inline: boolean } {
  const contentId =
    part.contentId
      ?.replace(/[\p{Cc}\s]+/gu, '')
      .slice(0, 998)
      .toWellFormed() || null;
  let isRelated = false;
  for (let group = part.group; group !== null; group = group.parent) isRelated ||= group.type === 'multipart/related';
  return { contentId, inline: contentId !== null && (isRelated || part.disposition.value === 'inline') };
}

/** A mail inside the mail is called after its own subject; null when it has none. */
function subjectName(start: Buffer): string | null {
  const subject = decodeWords(firstHeader(headersOf(start.toString('latin1')), 'subject'))
    .replace(/[\\/\p{Cc}]+/gu, '_')
    .trim();
  return subject === '' ? null : `${subject.slice(0, 150)}.eml`;
}
