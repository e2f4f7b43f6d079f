import type { MailLook } from '../deliveries/mail-look.types.ts';
import type { TicketPriority, TicketStatus } from '../tickets/tickets.types.ts';
import type { NotificationFacts, NotificationKind, NotificationReason } from './notifications.types.ts';

/** What the fixed text of one notice may use. Of the customer's words only the subject. Instants are real ones; the template writes them in the reader's zone. */
export type NoticeLine = {
  kind: NotificationKind;
  reason: NotificationReason;
  number: string;
  subject: string;
  status: TicketStatus;
  priority: TicketPriority;
  customer: string | null;
  /** The earliest due time of a running clock, unless the facts name another. */
  dueAt: Date | null;
  /** When it happened. */
  at: Date;
  facts: NotificationFacts;
};

/** One mail to one member of staff: a single notice, or everything a digest collected. */
export type NoticeMail = {
  language: string;
  timeZone: string;
  companyName: string;
  readerName: string;
  isDigest: boolean;
  lines: NoticeLine[];
};
export type RenderNotice = (mail: NoticeMail) => { subject: string; text: string; look?: MailLook };
