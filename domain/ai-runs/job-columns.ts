import type { AiJobId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { JobView } from './ai-runs.types.ts';

type Row = Omit<JobView, 'ref' | 'dueAt' | 'createdAt' | 'startedAt' | 'settledAt'> &
  Record<'dueAt' | 'createdAt' | 'startedAt' | 'settledAt', string | Date | null>;

const columns = `j.id, j.feature, j.ticket_id as "ticketId", t.number as "ticket", j.message_id as "messageId", j.input,
  case when j.state = 'running' and j.lease is null then 'queued' else j.state end as state, j.due_at as "dueAt",
  j.attempts, j.progress, j.asked_by as "askedBy", p.name as "askedByName", j.result, j.source, j.failure, j.created_at as "createdAt",
  j.started_at as "startedAt", j.settled_at as "settledAt", c.model_served as "model"`;
const joins = `left join tickets t on t.id = j.ticket_id left join staff_users p on p.id = j.asked_by
  left join lateral (select k.model_served from ai_calls k where j.source = 'model' and k.job_id = j.id and k.outcome = 'ok'
    order by k.attempt desc, k.try desc limit 1) c on true`;

/** The jobs that `rest` (a condition with what follows it, over `j`) picks. The condition is fixed text of a verb, its values are `params`. */
export async function jobColumns(uow: TenantUnitOfWork, rest: string, params: readonly unknown[]): Promise<JobView[]> {
  const rows = await sqlRows<Row>(uow, `select ${columns} from ai_jobs j ${joins} where ${rest}`, params);
  return rows.map((row) => ({
    ...row,
    ref: jobRef(row.id),
    dueAt: new Date(row.dueAt as string),
    createdAt: new Date(row.createdAt as string),
    startedAt: row.startedAt === null ? null : new Date(row.startedAt),
    settledAt: row.settledAt === null ? null : new Date(row.settledAt),
  }));
}

/** The short name of a job, such as `j-1a2b3c4d`. */
function jobRef(id: AiJobId): string {
  return `j-${id.slice(-8)}`;
}
