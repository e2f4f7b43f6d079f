import type { DeliveryId, StaffUserId, TicketId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { notify } from './notify.ts';

/** A mail of a ticket that did not reach an address; `writer` null: nobody wrote it. `why` is a few of our own words. */
export type BouncedNotice = { ticketId: TicketId; deliveryId: DeliveryId; writer: StaffUserId | null; address: string; why: string };

/** Tells the assignee and whoever wrote the mail, once for each address of a mail. */
export async function tellBounced(uow: TenantUnitOfWork, { ticketId, deliveryId, writer, address, why }: BouncedNotice): Promise<void> {
  await notify(uow, {
    kind: 'delivery_failed',
    ticketId,
    key: `bounce:${deliveryId}:${address}`,
    audience: [{ kind: 'assignee' }, ...(writer === null ? [] : [{ kind: 'user' as const, userId: writer }])],
    facts: { state: 'bounced', to: address, why },
  });
}
