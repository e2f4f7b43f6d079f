import type { NewTicket } from '../../domain/tickets/new-ticket.types.ts';

/** A ticket that staff open for nobody in particular. */
export function plainTicket(subject: string): NewTicket {
  return { subject, channel: 'console', mailboxId: null, requester: null, customerId: null, contactId: null, triage: null };
}
