import type { Logger } from '../../config/logger.ts';
import type { Actor } from '../../domain/ids.types.ts';
import type { RenderNotice } from '../../domain/notifications/notice-mail.types.ts';
import { postponeNotice } from '../../domain/notifications/postpone-notice.ts';
import { queueNotice } from '../../domain/notifications/queue-notice.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { DrainResult } from '../contracts/pump.contract.ts';
import { inParallel } from './in-parallel.ts';

/** What turning due notices into mails needs. */
export type DrainNoticesDeps = { withTenant: WithTenant; across: AcrossTenants; renderNotice: RenderNotice; log: Logger };

const batchSize = 50;
const lanes = 4;
const actor: Actor = { kind: 'system', name: 'notices' };

/** Puts the mails of one batch of a shard's due notices into the ledger, from where they are sent. One that fails is logged and put off. */
export async function drainNotices(deps: DrainNoticesDeps, shard: number): Promise<DrainResult> {
  const rows = await deps.across.unsafeDueNotices(shard, batchSize);
  let [handled, failed] = [0, 0];
  await inParallel(rows, lanes, async ({ tenantId, id }) => {
    const log = deps.log.child({ tenant: tenantId, actor: actor.kind, notice: id });
    try {
      const done = await deps.withTenant(tenantId, actor, (uow) => queueNotice(uow, id, deps.renderNotice));
      handled += done.queued + done.dropped;
      log.info(done, 'notice handled');
    } catch (error) {
      failed += 1;
      await deps.withTenant(tenantId, actor, (uow) => postponeNotice(uow, id));
      log.error({ err: error }, 'notice could not be queued');
    }
  });
  return { handled, parked: failed, more: rows.length === batchSize, nextAt: null };
}
