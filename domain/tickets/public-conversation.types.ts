import type { TicketId, TicketMessageId } from '../ids.types.ts';
import type { PastAction } from './list-action-history.ts';
import type { NextAction } from './next-action.rules.ts';
import type { MessageKind, TicketPriority, TicketStatus, TicketType } from './tickets.types.ts';

/** Who speaks, and no more: names and addresses are nothing a summary needs. `system` is one of our own fixed texts. */
export type Speaker = 'customer' | 'staff' | 'system';

/** A public message. `ordinal`: its place among all messages of the ticket, as people call it. `cut`: characters of the text that were not loaded. */
export type PublicMessage = {
  id: TicketMessageId;
  kind: MessageKind;
  by: Speaker;
  at: Date;
  ordinal: number;
  text: string;
  cut: number;
};

/** What of the ticket itself may be told with its public conversation. */
export type PublicTicket = {
  id: TicketId;
  number: string;
  version: number;
  subject: string;
  status: TicketStatus;
  priority: TicketPriority;
  type: TicketType;
  language: string | null;
  hasAssignee: boolean;
  createdAt: Date;
  nextDueAt: Date | null;
  breached: boolean;
  reopened: number;
};

/** One change of status or priority. */
export type TicketChangeLine = { at: Date; what: 'opened' | 'status' | 'priority' | 'reopened'; from: string | null; to: string | null };

/**
 * The public side of one ticket with its history: no internal note, nothing of a ticket that was merged into it (it may be another customer's).
 * `earlier`: public messages between the first and the loaded ones that were not loaded. `past` is oldest first.
 */
export type PublicConversation = {
  ticket: PublicTicket;
  messages: PublicMessage[];
  earlier: number;
  changes: TicketChangeLine[];
  past: PastAction[];
  current: NextAction | null;
};
