import type { AiJobId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { WantedJob } from './ai-runs.types.ts';
import { queuePart } from './queue-part.rules.ts';

/**
 * Leaves a piece of work for the AI's pump and returns its job. While one with the same `dedupeKey` is still queued it is that job: a later `dueAt` puts it off, at most
 * two minutes after it was first asked for; a person who asks brings it forward. What is wanted last is what is done.
 */
export async function queueJob(uow: TenantUnitOfWork, wanted: WantedJob): Promise<AiJobId> {
  const { sql, params } = queuePart(uow, wanted);
  const [row] = await sqlRows<{ id: AiJobId }>(uow, `${sql} returning j.id`, params);
  uow.wake('ai');
  return (row as { id: AiJobId }).id;
}
