import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { refreshClock } from './refresh-clock.ts';
import type { TicketClock } from './ticket-clock.types.ts';

/**
 * Brings a ticket's clocks up to date and says what to wait for, without doing what has fallen due. It takes the ticket first: a look that read the log before a
 * change and wrote after it would put the clocks back to what they were.
 */
export async function lookAtTicket(uow: TenantUnitOfWork, id: TicketId): Promise<TicketClock> {
  await sqlRows(uow, 'select 1 from tickets where id = ? for no key update', [id]);
  return refreshClock(uow, id);
}
