import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ClaimedJob } from './ai-runs.types.ts';

const longest = 200;

/** Says in a few words of ours how far a running job is; nothing happens when it is no longer this worker's. */
export async function reportProgress(uow: TenantUnitOfWork, job: Pick<ClaimedJob, 'id' | 'lease'>, progress: string): Promise<void> {
  const params = [progress.slice(0, longest), job.id, job.lease];
  await sqlRun(uow, `update ai_jobs set progress = ? where id = ? and lease = ? and state = 'running'`, params);
}
