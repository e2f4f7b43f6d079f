import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { AiResult, ClaimedJob } from './ai-runs.types.ts';
import { storedJson } from './stored-json.rules.ts';

/** Ends a job with its result. False, and nothing is recorded, when it is no longer this worker's: cancelled, or taken over. */
export async function settleJob(uow: TenantUnitOfWork, job: Pick<ClaimedJob, 'id' | 'lease'>, result: AiResult): Promise<boolean> {
  const touched = await sqlRun(
    uow,
    `update ai_jobs set state = 'done', result = ?::jsonb, source = ?, progress = '', settled_at = ? where id = ? and lease = ? and state = 'running'`,
    [storedJson(result), result.source, uow.now, job.id, job.lease],
  );
  return touched === 1;
}
