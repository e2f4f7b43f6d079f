import { type AiJobId, newId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ClaimedJob } from './ai-runs.types.ts';
import { leaseMs } from './lease.rules.ts';
import { loseCalls } from './lose-calls.ts';

/**
 * Takes a due job for one attempt: one that is queued, or one whose worker let its lease run out. What that worker's calls had reserved is charged, once. Null when it
 * is not due or somebody else was faster.
 */
export async function claimJob(uow: TenantUnitOfWork, id: AiJobId, workerId: string): Promise<ClaimedJob | null> {
  const [job] = await sqlRows<Omit<ClaimedJob, 'tenantId'>>(
    uow,
    `update ai_jobs set state = 'running', lease = ?, attempts = attempts + 1, taken_at = ?, started_at = coalesce(started_at, ?), due_at = ?
     where id = ? and state in ('queued', 'running') and due_at <= ?
     returning id, feature, ticket_id as "ticketId", message_id as "messageId", input, asked_by as "askedBy", attempts, lease`,
    [`${workerId}/${newId()}`, uow.now, uow.now, new Date(uow.now.getTime() + leaseMs), id, uow.now],
  );
  if (job === undefined) return null;
  if (job.attempts > 1) await loseCalls(uow, id);
  return { ...job, tenantId: uow.tenantId };
}
