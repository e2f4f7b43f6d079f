import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ClaimedJob } from './ai-runs.types.ts';
import { leaseMs } from './lease.rules.ts';

/**
 * Says that the worker is still at it, and locks the job until the unit ends. False when it is no longer this worker's: cancelled, settled or taken over; then it must
 * stop.
 */
export async function renewJob(uow: TenantUnitOfWork, job: Pick<ClaimedJob, 'id' | 'lease'>): Promise<boolean> {
  const until = new Date(uow.now.getTime() + leaseMs);
  const touched = await sqlRun(uow, `update ai_jobs set due_at = ? where id = ? and lease = ? and state = 'running'`, [
    until,
    job.id,
    job.lease,
  ]);
  return touched === 1;
}
