import type { ContactId, CustomerId, MailboxId, TicketId } from '../ids.types.ts';
import type { TicketChannel, TriageSuggestion } from './tickets.types.ts';

/** A ticket to be opened. */
export type NewTicket = {
  subject: string;
  channel: TicketChannel;
  mailboxId: MailboxId | null;
  /** `address` null: somebody in a chat who is no known contact. */
  requester: { address: string | null; name: string } | null;
  customerId: CustomerId | null;
  contactId: ContactId | null;
  /** Suggested type, priority and language are taken over; staff change them freely. */
  triage: TriageSuggestion | null;
  followsTicketId?: TicketId | null;
  /** When our server received what opens it; its clocks count from there. */
  receivedAt?: Date;
};
