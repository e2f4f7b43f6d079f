import type { TicketId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { AiFeature, JobView } from './ai-runs.types.ts';
import { jobColumns } from './job-columns.ts';

/** The newest finished job of that feature about a ticket, with its result; null when there is none. */
export async function latestResult(uow: TenantUnitOfWork, ticketId: TicketId, feature: AiFeature): Promise<JobView | null> {
  const rest = `j.ticket_id = ? and j.feature = ? and j.state = 'done' and j.result is not null order by j.settled_at desc, j.id desc limit 1`;
  const [job] = await jobColumns(uow, rest, [ticketId, feature]);
  return job ?? null;
}
