import type { TicketId, TicketMessageId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** The last public message of a ticket, whoever wrote it; null for a ticket without one. */
export async function newestMessage(uow: TenantUnitOfWork, ticketId: TicketId): Promise<TicketMessageId | null> {
  const [row] = await sqlRows<{ id: TicketMessageId }>(
    uow,
    'select id from ticket_messages where ticket_id = ? and is_public order by created_at desc, id desc limit 1',
    [ticketId],
  );
  return row?.id ?? null;
}
