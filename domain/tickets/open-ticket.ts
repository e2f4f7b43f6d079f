import { newId, type TicketId } from '../ids.types.ts';
import { loadSlaRules } from '../sla/load-sla-rules.ts';
import { nextNumber } from '../tenancy/next-number.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { writeTogether } from '../tenancy/write-together.ts';
import type { NewTicket } from './new-ticket.types.ts';
import { openingParts, openingSubject } from './opening-parts.rules.ts';

/** Opens a ticket with the tenant's next number, starts its clocks, logs it and asks for its workflow. */
export async function openTicket(uow: TenantUnitOfWork, wanted: NewTicket): Promise<{ id: TicketId; number: string }> {
  const rules = await loadSlaRules(uow, openingSubject(wanted));
  const ticket = { id: newId<TicketId>(), number: await nextNumber(uow, 'TKT') };
  await writeTogether(uow, openingParts(uow, ticket, wanted, rules));
  uow.wake('ticket');
  return ticket;
}
