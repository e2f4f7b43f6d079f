import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TicketHead } from './find-ticket.ts';

/** The unfinished children of a ticket, by number, at most 100. */
export async function openChildren(uow: TenantUnitOfWork, id: TicketId): Promise<TicketHead[]> {
  return sqlRows<TicketHead>(
    uow,
    `select id, number, subject, status from tickets where parent_id = ? and status in ('open', 'in_progress', 'waiting_customer') order by number limit 100`,
    [id],
  );
}
