import type { AiJobId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { loseCalls } from './lose-calls.ts';

/** A call is long over after this, whoever made it. */
const longestCall = '1 hour';

/**
 * Removes what was sent to and came from models and is older than the company keeps it; the receipts stay. Also ends calls that nobody ended: of jobs that were
 * cancelled while their worker died. Returns the number of contents that are gone.
 */
export async function forgetContents(uow: TenantUnitOfWork): Promise<number> {
  const left = await sqlRows<{ jobId: AiJobId }>(
    uow,
    `select distinct c.job_id as "jobId" from ai_calls c join ai_jobs j on j.id = c.job_id
     where c.state = 'reserved' and j.state not in ('queued', 'running') and c.started_at < ?::timestamptz - interval '${longestCall}'`,
    [uow.now],
  );
  for (const { jobId } of left) await loseCalls(uow, jobId);
  return sqlRun(uow, 'delete from ai_call_contents where expires_at <= ?', [uow.now]);
}
