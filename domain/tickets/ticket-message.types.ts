import type { DeliveryState } from '../deliveries/deliveries.types.ts';
import type { AttachmentId, DeliveryId, TicketMessageId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import type { ScanState } from './file-scan.types.ts';
import type { MessageAuthor, MessageKind } from './tickets.types.ts';

/** A file of a message; `size` in bytes. */
export type TicketFile = {
  id: AttachmentId;
  messageId: TicketMessageId;
  filename: string;
  contentType: string;
  size: number;
  inline: boolean;
  /** What the virus scanner said of it, see `heldBack`. */
  scanState: ScanState;
  scanVirus: string | null;
};
/** A message with its files; `delivery` is how its mail fares. */
export type TicketMessageView = {
  id: TicketMessageId;
  kind: MessageKind;
  isPublic: boolean;
  isVerified: boolean;
  /** What speaks against its sender, in a sentence; null where nothing is known. */
  doubt: string | null;
  author: MessageAuthor;
  text: string;
  recipients: MailAddress[];
  createdAt: Date;
  /** Its place among all messages of the ticket, from 1: what people call it by. */
  ordinal: number;
  /** The number of the merged ticket it is on; null for the shown ticket's own. */
  mergedFrom: string | null;
  /** The numbers of the tickets it was split off to, or came from. */
  splitTo: string | null;
  splitFrom: string | null;
  files: TicketFile[];
  /** It came as HTML, which can be shown as it was sent. */
  hasHtml: boolean;
  delivery: { id: DeliveryId; state: DeliveryState } | null;
};
/** A page of messages: the last `limit` ones, or those before the message `before`. */
export type MessageWindow = { limit: number; before: TicketMessageId | null };
