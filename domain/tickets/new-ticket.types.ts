import type { ContactId, CustomerId, MailboxId, TicketId } from '../ids.types.ts';
import type { TriageSuggestion } from './tickets.types.ts';

/** A ticket to be opened. */
export type NewTicket = {
  subject: string;
  channel: 'email' | 'console';
  mailboxId: MailboxId | null;
  requester: { address: string; name: string } | null;
  customerId: CustomerId | null;
  contactId: ContactId | null;
  /** Suggested type, priority and language are taken over; staff change them freely. */
  triage: TriageSuggestion | null;
  followsTicketId?: TicketId | null;
  /** When our server received what opens it; its clocks count from there. */
  receivedAt?: Date;
};
