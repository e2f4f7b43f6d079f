import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ClaimedJob } from './ai-runs.types.ts';

/**
 * Gives a job up until `later`, for another attempt by whatever worker. It stays `running` without a lease: the same work may have been queued anew meanwhile, and two
 * queued ones of one key cannot be. False when it is no longer this worker's.
 */
export async function putBackJob(
  uow: TenantUnitOfWork,
  job: Pick<ClaimedJob, 'id' | 'lease'>,
  later: Date,
  progress = '',
): Promise<boolean> {
  const touched = await sqlRun(
    uow,
    `update ai_jobs set lease = null, due_at = ?, progress = ? where id = ? and lease = ? and state = 'running'`,
    [later, progress, job.id, job.lease],
  );
  if (touched === 1) uow.wake('ai');
  return touched === 1;
}
