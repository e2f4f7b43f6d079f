import type { Actor, TenantId } from '../../domain/ids.types.ts';
import type { SatisfactionRules } from '../../domain/satisfaction/satisfaction.types.ts';
import type { TenantUnitOfWork, WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import { attendTicket } from '../../domain/tickets/attend-ticket.ts';
import { lookAtTicket } from '../../domain/tickets/look-at-ticket.ts';
import type { TicketClock } from '../../domain/tickets/ticket-clock.types.ts';
import type { TicketClockView, TicketInput } from '../contracts/ticket.contract.ts';

export type TicketActivities = {
  /** Looks: brings the clocks up to date and says what to wait for. */
  ticketClock(input: TicketInput): Promise<TicketClockView>;
  /** Does what has fallen due, each thing once. */
  attendTicket(input: TicketInput): Promise<TicketClockView>;
  /** What runs of the first release ask for when their quiet time is over. */
  closeIfQuiet(input: TicketInput): Promise<TicketClockView>;
};

const actor: Actor = { kind: 'system', name: 'ticket clock' };

/** `satisfactionRules`: what asking a tenant's requesters how it went needs. */
export type TicketActivityDeps = { withTenant: WithTenant; satisfactionRules: (tenantId: TenantId) => SatisfactionRules };

/** Short database steps of the ticket workflow; each is one unit and safe to repeat. */
export function createTicketActivities({ withTenant, satisfactionRules }: TicketActivityDeps): TicketActivities {
  const step =
    (verb: (uow: TenantUnitOfWork, id: TicketInput['ticketId']) => Promise<TicketClock>) =>
    async ({ tenantId, ticketId }: TicketInput): Promise<TicketClockView> =>
      view(await withTenant(tenantId, actor, (uow) => verb(uow, ticketId)));
  const attend = step((uow, id) => attendTicket(uow, id, satisfactionRules(uow.tenantId)));
  return { ticketClock: step(lookAtTicket), attendTicket: attend, closeIfQuiet: attend };
}

function view(clock: TicketClock): TicketClockView {
  return { isOver: clock.isOver, nextAt: clock.nextAt?.toISOString() ?? null };
}
