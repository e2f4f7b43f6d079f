import { proxyActivities } from '@temporalio/workflow';
import type { SweepActivities } from './activities/sweep.activities.ts';

const { wakeStalledPumps } = proxyActivities<SweepActivities>({ startToCloseTimeout: '1 minute', retry: { maximumAttempts: 3 } });
const { removeOrphanBlobs } = proxyActivities<SweepActivities>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '1 minute',
  retry: { maximumAttempts: 2 },
});

/** Scheduled: wakes the pumps of everything that was stored and not started. */
export async function sweepWorkflow(): Promise<number> {
  return wakeStalledPumps();
}

/** Scheduled once a day: removes blobs that no row points to. */
export async function sweepBlobsWorkflow(): Promise<number> {
  return removeOrphanBlobs();
}
