import type { Readable } from 'node:stream';
import type { ParsedAttachment } from '../../../domain/mailboxes/parsed-mail.types.ts';
import type { Head } from '../keep-head.ts';
import { mailRefused, type ParseLimits } from '../parse-limits.ts';
import type { StoreAttachment } from '../store-attachment.types.ts';
import { AttachmentReader } from './attachment-reader.ts';
import { type BodyPart, type BodyPiece, bodyOf, isBody } from './body-pieces.rules.ts';
import type { HeaderLine, MimeEvent, MimePart } from './mime.types.ts';
import { MimeReader } from './mime-reader.ts';
import { decodeTextContent } from './text-transfer.rules.ts';
import { type TransferCoding, type TransferDecoder, transferCoding, transferDecoder } from './transfer-coding.rules.ts';

/** A mail taken apart: its text decoded, its files stored. */
export type MailParts = {
  headerLines: HeaderLine[];
  /** The body in its order. */
  pieces: BodyPiece[];
  /** The charset the body was read in; null when it is ASCII. */
  charset: string | null;
  attachments: ParsedAttachment[];
  /** The first calendar object among the files, its first 512 KB. */
  calendar: string | null;
  /** The part of a mail that an opaque S/MIME signature is wrapped around; null for other mails. */
  signed: Buffer | null;
  warnings: string[];
};

/** Text kept of one mail: enough for the limits on characters, in any charset. */
const mostTextBytes = 12 * 1024 * 1024;

/**
 * Takes a mail apart in one streaming pass and stores its files while it arrives. Throws `mail_refused` over a limit, and whatever `store` or `raw` throw.
 * `head` is shown the raw bytes.
 */
export async function readMailParts(raw: Readable | Buffer, store: StoreAttachment, limits: ParseLimits, head?: Head): Promise<MailParts> {
  const refuse = (limit: 'parts' | 'header bytes'): Error =>
    mailRefused(limit, limit === 'parts' ? limits.maxParts : limits.maxHeaderBytes);
  const reader = new MimeReader({ maxParts: limits.maxParts, maxHeaderBytes: limits.maxHeaderBytes, refuse });
  const collector = new PartCollector(store);
  let size = 0;
  for await (const chunk of Buffer.isBuffer(raw) ? slices(raw) : raw) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > limits.maxBytes) throw mailRefused('bytes', limits.maxBytes);
    head?.take(bytes);
    for (const event of reader.push(bytes)) await collector.take(event);
  }
  for (const event of reader.end()) await collector.take(event);
  return { headerLines: reader.headerLines, ...collector.result(reader.warnings) };
}

/** Turns the events of the reader into text and files. */
class PartCollector {
  private readonly files: AttachmentReader;
  private readonly texts: BodyPart[] = [];
  private readonly warnings: string[] = [];
  private current: { part: MimePart; coding: TransferCoding; decoder: TransferDecoder; text: Buffer[] | null } | null = null;
  private textBytes = 0;

  constructor(store: StoreAttachment) {
    this.files = new AttachmentReader(store);
  }

  async take(event: MimeEvent): Promise<void> {
    if (event.kind === 'part') await this.begin(event.part);
    else if (this.current !== null && event.kind === 'data') await this.pass(event.bytes);
    else if (this.current !== null) await this.finish();
  }

  result(readerWarnings: readonly string[]): Omit<MailParts, 'headerLines'> {
    const { pieces, charset, warnings } = bodyOf(this.texts);
    const { attachments, calendar, body, signed } = this.files;
    // The text in a winmail.dat is the mail's own when no other part has one.
    const isEmpty = pieces.every(({ plain, html }) => plain.trim() === '' && html.trim() === '');
    const all = new Set([...readerWarnings, ...this.warnings, ...this.files.warnings, ...warnings]);
    return { pieces: isEmpty && body !== null ? [body] : pieces, charset, attachments, calendar, signed, warnings: [...all].slice(0, 50) };
  }

  private async begin(part: MimePart): Promise<void> {
    const coding = transferCoding(part.coding);
    if (coding === null) this.warnings.push('a part has an unknown transfer encoding: it was read as it is');
    const text = isBody(part) ? [] : null;
    this.current = { part, coding: coding ?? 'plain', decoder: transferDecoder(coding ?? 'plain'), text };
    if (text === null) await this.files.begin(part);
  }

  /** Files are decoded and passed on; text is held as it is, because its declared coding may be wrong. */
  private async pass(bytes: Buffer): Promise<void> {
    if (this.current === null) return;
    const { text, decoder } = this.current;
    if (text === null) {
      await this.files.write(decoder.push(bytes));
      return;
    }
    if (this.textBytes >= mostTextBytes) return;
    const kept = bytes.subarray(0, mostTextBytes - this.textBytes);
    this.textBytes += kept.length;
    text.push(Buffer.from(kept));
  }

  private async finish(): Promise<void> {
    if (this.current === null) return;
    const { part, text, coding, decoder } = this.current;
    this.current = null;
    if (text !== null) this.texts.push({ part, bytes: decodeTextContent(Buffer.concat(text), coding) });
    else {
      await this.files.write(decoder.end());
      await this.files.end();
    }
  }
}

function* slices(raw: Buffer): Generator<Buffer> {
  for (let at = 0; at < raw.length; at += 65_536) yield raw.subarray(at, at + 65_536);
}
