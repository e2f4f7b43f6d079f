import type { Logger } from '../../config/logger.ts';
import { claimDelivery } from '../../domain/deliveries/claim-delivery.ts';
import { settleDelivery } from '../../domain/deliveries/settle-delivery.ts';
import type { Actor, DeliveryId, TenantId } from '../../domain/ids.types.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { DrainResult } from '../contracts/pump.contract.ts';
import { inParallel } from './in-parallel.ts';
import type { MailSender } from './ports.ts';

export type DrainDeliveriesDeps = { withTenant: WithTenant; across: AcrossTenants; sender: MailSender; log: Logger };

const batchSize = 50;
const lanes = 8;
const actor: Actor = { kind: 'system', name: 'delivery' };

/** Sends one batch of a shard's due mails. Each is committed as `sending` before its first byte and as its result after the last. */
export async function drainDeliveries(deps: DrainDeliveriesDeps, shard: number): Promise<DrainResult> {
  const rows = await deps.across.unsafeDueDeliveries(shard, batchSize);
  let handled = 0;
  await inParallel(rows, lanes, async ({ tenantId, id }) => {
    if (await deliverOne(deps, tenantId, id)) handled += 1;
  });
  return { handled, parked: 0, more: rows.length === batchSize, nextAt: null };
}

async function deliverOne(deps: DrainDeliveriesDeps, tenantId: TenantId, id: DeliveryId): Promise<boolean> {
  const log = deps.log.child({ tenant: tenantId, actor: actor.kind, delivery: id });
  const claimed = await deps.withTenant(tenantId, actor, (uow) => claimDelivery(uow, id));
  if (claimed === null) return false;
  if (claimed === 'uncertain') {
    log.warn('delivery is uncertain: it was cut off while being handed over');
    return true;
  }
  const outcome = await deps.sender.send(tenantId, claimed);
  const state = await deps.withTenant(tenantId, actor, (uow) => settleDelivery(uow, claimed, outcome));
  log.info({ state, outcome: outcome.kind, purpose: claimed.purpose }, 'delivery attempted');
  return true;
}
