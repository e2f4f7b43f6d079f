import type { InboundMailId, TicketId } from '../ids.types.ts';
import type { MailAddress, ParsedAttachment } from '../mailboxes/parsed-mail.types.ts';
import type { MessageAuthor, MessageKind } from './tickets.types.ts';

/** A message to be added; what is left out is empty. */
export type NewMessage = {
  ticketId: TicketId;
  kind: MessageKind;
  isPublic: boolean;
  isVerified?: boolean;
  author: MessageAuthor;
  text: string;
  /** Whole text with quoted history, when it differs. */
  fullText?: string | null;
  /** A mail as it was sent, sanitised; `inline` files are those it shows. */
  html?: string | null;
  mailMessageId?: string | null;
  recipients?: MailAddress[];
  /** Where its writer wants answers, when that is not their own address. */
  replyTo?: MailAddress[];
  inboundMailId?: InboundMailId | null;
  attachments?: ParsedAttachment[];
  /** When our server received it; a clock that it starts counts from there. */
  receivedAt?: Date;
  /** A machine wrote it (RFC 3834): nobody waits for an answer. */
  isAutomatic?: boolean;
  /** What clocks take it for, where that is not its kind: what is said in a customer's own channel is heard like a mail, and answered like one. */
  heardAs?: MessageKind;
  /** When it was said, where that is not now. */
  saidAt?: Date;
};
