import type { TicketPriority, TicketStatus } from '../../../domain/tickets/tickets.types.ts';

/** What the card of a ticket in a channel shows. Texts are data, as they are stored. */
export type TicketCardModel = {
  number: string;
  subject: string;
  version: number;
  status: TicketStatus;
  priority: TicketPriority;
  isSpam: boolean;
  /** Number of the ticket it was merged into. */
  mergedInto: string | null;
  assignee: string | null;
  requester: string | null;
  customer: string | null;
  /** The requester is unknown and may be linked to a customer. */
  canLink: boolean;
  /** Earliest due time of a running clock. */
  nextDueAt: Date | null;
  breached: boolean;
  snoozedUntil: Date | null;
  next: { text: string; owner: string | null; dueAt: Date; isPublic: boolean } | null;
  /** The latest message from outside. */
  lastMessage: { author: string; text: string; at: Date; isVerified: boolean } | null;
  /** People of other companies are in the channel: nothing but number and status is shown. */
  isShared: boolean;
};
