import type { DeliveryId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { recordEvent } from '../tickets/record-event.ts';

/**
 * Makes every mail that was waiting or on its way *uncertain*, for a person to decide: after a restore nobody knows which of them went out since
 * the backup, and nothing is sent twice blindly. Returns how many.
 */
export async function holdWaitingDeliveries(uow: TenantUnitOfWork, reason: string): Promise<number> {
  const held = await sqlRows<{ id: DeliveryId; ticket_id: TicketId | null }>(
    uow,
    "update deliveries set state = 'uncertain', last_result = ?, settled_at = ? where state in ('queued', 'sending') returning id, ticket_id",
    [reason, uow.now],
  );
  for (const { id, ticket_id: ticketId } of held) {
    if (ticketId !== null) await recordEvent(uow, ticketId, 'delivery_settled', { deliveryId: id, state: 'uncertain', reason });
  }
  return held.length;
}
