import { holdWaitingDeliveries } from '../../domain/deliveries/hold-waiting-deliveries.ts';
import type { Actor } from '../../domain/ids.types.ts';
import { dropWaitingNotices } from '../../domain/notifications/drop-waiting-notices.ts';
import { endAllAccess } from '../../domain/people/end-all-access.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import { wakeUnfinishedTickets } from '../../domain/tickets/wake-unfinished-tickets.ts';

const restoring: Actor = { kind: 'system', name: 'restore' };

/**
 * What a restored database needs before Deskhand runs on it: mails that waited at the time of the backup become uncertain (unless `sendWaiting`: the old
 * installation was stopped before the backup and stays off), everybody signs in anew, and every open ticket asks for its workflow. May be repeated.
 */
export async function settleRestored(
  desk: { withTenant: WithTenant; across: AcrossTenants },
  options: { backupOf: string; sendWaiting: boolean },
): Promise<{ held: number; woken: number }> {
  const total = { held: 0, woken: 0 };
  const reason = `Restored from the backup of ${options.backupOf}: it may have been sent since.`;
  for (const { id } of await desk.across.unsafeListTenants()) {
    await desk.withTenant(id, restoring, async (uow) => {
      if (!options.sendWaiting) {
        total.held += await holdWaitingDeliveries(uow, reason);
        await dropWaitingNotices(uow);
      }
      await endAllAccess(uow);
      total.woken += await wakeUnfinishedTickets(uow);
    });
  }
  return total;
}
