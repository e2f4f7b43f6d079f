import { setTimeout as sleep } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import type { Logger } from '../../config/logger.ts';
import { forgetContents } from '../../domain/ai-runs/forget-contents.ts';
import { sweepChat } from '../../domain/chat/sweep-chat.ts';
import type { Actor, TenantId } from '../../domain/ids.types.ts';
import { queueTraining } from '../../domain/learning/queue-training.ts';
import { sqlRows } from '../../domain/tenancy/sql.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { FileScanner, WorkflowStarter } from './ports.ts';
import { scanAllFiles } from './scan-files.ts';

export type SweepActivities = { wakeStalledPumps(): Promise<number>; removeOrphanBlobs(): Promise<number> };
export type SweepDeps = {
  withTenant: WithTenant;
  across: AcrossTenants;
  starter: WorkflowStarter;
  blobs: BlobStore;
  scanner?: FileScanner | null;
  log: Logger;
};

const actor: Actor = { kind: 'system', name: 'sweep' };
/** A blob is written before its row, so a young one may still be waiting for it. */
const orphanAgeMs = 24 * 3_600_000;
/** Longest time a sweep waits for the virus scanner; what it began goes on. */
const scanPatienceMs = 20_000;

/** What the schedules run. */
export function createSweepActivities(deps: SweepDeps): SweepActivities {
  return {
    wakeStalledPumps: async () => {
      const work = await deps.across.unsafeOpenWork();
      const due = work.filter((line) => line.nextAt.getTime() <= Date.now());
      for (const line of due) await deps.starter.wakePump(line.kind, line.shard);
      await scanWaiting(deps);
      return due.length;
    },
    removeOrphanBlobs: async () => {
      let removed = 0;
      for (const tenant of await deps.across.unsafeListTenants()) {
        removed += await sweepTenant(deps, tenant.id);
        await deps.withTenant(tenant.id, actor, sweepChat);
        await deps.withTenant(tenant.id, actor, queueTraining);
        await deps.withTenant(tenant.id, actor, forgetContents);
        Context.current().heartbeat();
      }
      deps.log.info({ removed }, 'orphan blobs removed');
      return removed;
    },
  };
}

/** Removes the tenant's blobs that are older than a day and that no row points to. */
export async function sweepTenant(
  { blobs, withTenant }: Pick<SweepDeps, 'blobs' | 'withTenant'>,
  tenantId: TenantId,
  now: Date = new Date(),
): Promise<number> {
  let removed = 0;
  for await (const { blobKey, writtenAt } of blobs.list(tenantId)) {
    if (now.getTime() - writtenAt.getTime() < orphanAgeMs) continue;
    const used = await withTenant(tenantId, actor, (uow) =>
      sqlRows(
        uow,
        `select 1 from attachments where blob_key = ? union all select 1 from inbound_mails where raw_blob_key = ?
         union all select 1 from tenant_logos where blob_key = ? limit 1`,
        [blobKey, blobKey, blobKey],
      ),
    );
    if (used.length > 0) continue;
    await blobs.remove(blobKey);
    removed += 1;
  }
  return removed;
}

/** The pumps come first: a scanner in trouble must not hold them up, nor fail what woke them. */
async function scanWaiting(deps: SweepDeps): Promise<void> {
  const scanned = scanAllFiles({ ...deps, scanner: deps.scanner ?? null }).catch((error: unknown) =>
    deps.log.error({ err: error }, 'files could not be given to the virus scanner'),
  );
  await Promise.race([scanned, sleep(scanPatienceMs)]);
}
