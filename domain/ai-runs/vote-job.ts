import { AppError } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { JobView } from './ai-runs.types.ts';
import { findJob } from './find-job.ts';

export type JobVote = { userId: StaffUserId; vote: 'helpful' | 'unhelpful'; note?: string };

/** Keeps what a person thinks of a result; who says it again changes their mind. Throws `not_found`, and `conflict` for a job without a result. */
export async function voteJob(uow: TenantUnitOfWork, ref: string, { userId, vote, note = '' }: JobVote): Promise<JobView> {
  const job = await findJob(uow, ref);
  if (job.result === null)
    throw new AppError('conflict', {
      message: 'job without a result',
      userMessage: `${job.ref} has no result yet to say something about.`,
    });
  await sqlRun(
    uow,
    `insert into ai_feedback (tenant_id, job_id, user_id, vote, note, voted_at) values (?, ?, ?, ?, ?, ?)
     on conflict (tenant_id, job_id, user_id) do update set vote = excluded.vote, note = excluded.note, voted_at = excluded.voted_at`,
    [uow.tenantId, job.id, userId, vote, note.slice(0, 1_000), uow.now],
  );
  return job;
}
