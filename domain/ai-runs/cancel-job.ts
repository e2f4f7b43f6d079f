import { AppError } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { JobView } from './ai-runs.types.ts';
import { findJob } from './find-job.ts';
import { loseCalls } from './lose-calls.ts';

/** Who cancels; `mayAll`: also what others asked for (`ai:view`). */
export type Canceller = { userId: StaffUserId | null; mayAll: boolean };

/**
 * Ends a waiting or running job without a result. A worker that is at it learns of it when it renews its lease, stops, and records what its call cost. Throws
 * `not_found`, `not_permitted` for somebody else's job, `conflict` when it has already ended.
 */
export async function cancelJob(uow: TenantUnitOfWork, ref: string, canceller: Canceller): Promise<JobView> {
  const job = await findJob(uow, ref);
  if (!canceller.mayAll && (job.askedBy === null || job.askedBy !== canceller.userId))
    throw new AppError('not_permitted', {
      message: 'job of somebody else',
      userMessage: `Only whoever asked for ${job.ref}, or somebody with the permission ai:view, may cancel it.`,
    });
  const touched = await sqlRun(
    uow,
    `update ai_jobs set state = 'cancelled', progress = '', cancelled_by = ?, settled_at = ? where id = ? and state in ('queued', 'running')`,
    [canceller.userId, uow.now, job.id],
  );
  if (touched === 0)
    throw new AppError('conflict', { message: 'job has ended', userMessage: `${job.ref} has already ended; there is nothing to cancel.` });
  // A worker at it ends its own calls; one that gave the job up, or died with it, does not.
  if (job.dueAt <= uow.now) await loseCalls(uow, job.id);
  return findJob(uow, job.id);
}
