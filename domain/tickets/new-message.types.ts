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
  mailMessageId?: string | null;
  recipients?: MailAddress[];
  inboundMailId?: InboundMailId | null;
  attachments?: ParsedAttachment[];
  /** When our server received it; a clock that it starts counts from there. */
  receivedAt?: Date;
  /** A machine wrote it (RFC 3834): nobody waits for an answer. */
  isAutomatic?: boolean;
};
