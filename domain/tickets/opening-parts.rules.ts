import type { TicketId } from '../ids.types.ts';
import { openingClocks } from '../sla/opening-clocks.rules.ts';
import type { PolicySubject } from '../sla/policy-in-force.types.ts';
import type { SlaRules } from '../sla/sla-rules.types.ts';
import type { SqlPart, UnitFacts } from '../tenancy/sql-part.rules.ts';
import type { NewTicket } from './new-ticket.types.ts';
import { ticketParts } from './ticket-rows.rules.ts';

/** What of a ticket that is to be opened decides its policy. */
export function openingSubject(wanted: NewTicket): PolicySubject {
  const { type = 'general', priority = 'medium' } = wanted.triage ?? {};
  return { slaPolicyId: null, contractId: null, customerId: wanted.customerId, type, priority };
}

/** The rows of a ticket that is opened, with the clocks that its tenant's rules start for it. */
export function openingParts(unit: UnitFacts, ticket: { id: TicketId; number: string }, wanted: NewTicket, rules: SlaRules): SqlPart[] {
  const opening = { subject: openingSubject(wanted), receivedAt: wanted.receivedAt };
  return ticketParts(unit, ticket, wanted, openingClocks(unit, ticket.id, opening, rules));
}
