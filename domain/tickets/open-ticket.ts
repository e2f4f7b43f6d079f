import { newId, type TicketId } from '../ids.types.ts';
import { nextNumber } from '../tenancy/next-number.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { writeTogether } from '../tenancy/write-together.ts';
import type { NewTicket } from './new-ticket.types.ts';
import { ticketParts } from './ticket-rows.rules.ts';

/** Opens a ticket with the tenant's next number, logs it and asks for its workflow. */
export async function openTicket(uow: TenantUnitOfWork, wanted: NewTicket): Promise<{ id: TicketId; number: string }> {
  const ticket = { id: newId<TicketId>(), number: await nextNumber(uow, 'TKT') };
  await writeTogether(uow, ticketParts(uow, ticket, wanted));
  uow.wake('ticket');
  return ticket;
}
