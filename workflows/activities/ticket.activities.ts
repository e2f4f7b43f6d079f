import type { Actor } from '../../domain/ids.types.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import { closeQuietTicket } from '../../domain/tickets/close-quiet-ticket.ts';
import { loadClock } from '../../domain/tickets/load-clock.ts';
import type { TicketClock } from '../../domain/tickets/ticket-clock.types.ts';
import type { TicketClockView, TicketInput } from '../contracts/ticket.contract.ts';

export type TicketActivities = {
  ticketClock(input: TicketInput): Promise<TicketClockView>;
  closeIfQuiet(input: TicketInput): Promise<TicketClockView>;
};

const actor: Actor = { kind: 'system', name: 'ticket clock' };

/** Short database steps of the ticket workflow; each is one unit and safe to repeat. */
export function createTicketActivities({ withTenant }: { withTenant: WithTenant }): TicketActivities {
  return {
    ticketClock: async ({ tenantId, ticketId }) => view(await withTenant(tenantId, actor, (uow) => loadClock(uow, ticketId))),
    closeIfQuiet: async ({ tenantId, ticketId }) => view(await withTenant(tenantId, actor, (uow) => closeQuietTicket(uow, ticketId))),
  };
}

function view(clock: TicketClock): TicketClockView {
  return { isOver: clock.isOver, closeAt: clock.closeAt?.toISOString() ?? null };
}
