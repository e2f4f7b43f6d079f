import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ClaimedJob } from './ai-runs.types.ts';

/** Ends a job without a result; `failure` is shown to whoever asked. False when it is no longer this worker's. */
export async function failJob(uow: TenantUnitOfWork, job: Pick<ClaimedJob, 'id' | 'lease'>, failure: string): Promise<boolean> {
  const touched = await sqlRun(
    uow,
    `update ai_jobs set state = 'failed', failure = ?, progress = '', settled_at = ? where id = ? and lease = ? and state = 'running'`,
    [failure.slice(0, 1_000), uow.now, job.id, job.lease],
  );
  return touched === 1;
}
