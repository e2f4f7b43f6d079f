import type { DeliveryId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { deliveryPart, type NewDelivery } from './delivery-row.rules.ts';

/**
 * Writes the ledger row of an outward mail with its Message-ID, before any attempt, and wakes the delivery pump after the commit.
 * Returns null when this effect was queued before.
 */
export async function queueDelivery(uow: TenantUnitOfWork, wanted: NewDelivery): Promise<{ id: DeliveryId; mailMessageId: string } | null> {
  const { id, mailMessageId, part } = deliveryPart(uow, wanted, 'on conflict (tenant_id, effect_key) do nothing returning id');
  const rows = await sqlRows(uow, part.sql, part.params);
  if (rows.length === 0) return null;
  uow.wake('delivery');
  return { id, mailMessageId };
}
