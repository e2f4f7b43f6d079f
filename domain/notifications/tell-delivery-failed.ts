import type { DeliveryPurpose } from '../deliveries/deliveries.types.ts';
import type { DeliveryId, StaffUserId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { notify } from './notify.ts';

/** Mails a person wrote. Our own automatic ones are none: a notice about a notice would never end. */
const written: readonly DeliveryPurpose[] = ['reply', 'forward', 'outreach'];
type Row = { purpose: DeliveryPurpose; ticketId: TicketId | null; writer: StaffUserId | null; to: string | null };

/**
 * Tells the assignee and the writer of a mail of the ticket that it failed, or that nobody knows whether it went out. `missed` names those of its recipients who were
 * refused when others got it.
 */
export async function tellDeliveryFailed(
  uow: TenantUnitOfWork,
  id: DeliveryId,
  state: 'failed' | 'uncertain',
  missed: string | null = null,
): Promise<void> {
  const [row] = await sqlRows<Row>(
    uow,
    `select d.purpose, d.ticket_id as "ticketId", (m.author->>'userId')::uuid as writer, d.mail->'to'->0->>'address' as "to"
     from deliveries d left join ticket_messages m on m.id = d.message_id where d.id = ?`,
    [id],
  );
  if (row === undefined || row.ticketId === null || !written.includes(row.purpose)) return;
  await notify(uow, {
    kind: 'delivery_failed',
    ticketId: row.ticketId,
    // A mail that is sent once more may fail once more: another event.
    key: `delivery:${id}:${uow.now.toISOString()}`,
    audience: [{ kind: 'assignee' }, ...(row.writer === null ? [] : [{ kind: 'user' as const, userId: row.writer }])],
    facts: { state, to: missed ?? row.to },
  });
}
