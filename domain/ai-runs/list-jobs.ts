import type { StaffUserId } from '../ids.types.ts';
import { shardOf } from '../tenancy/shard.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { JobView } from './ai-runs.types.ts';
import { jobColumns } from './job-columns.ts';

/** Where a page of ended jobs stopped; jobs end at whole milliseconds, as the clock of a unit has them. */
export type JobCursor = { at: string; id: string };
export type JobPage = { running: JobView[]; waiting: JobView[]; waitingTotal: number; ended: JobView[]; next: JobCursor | null };

/** Jobs of the company under way, those that wait (the next first) and those that have ended (the newest first, a page after `after`); with `askedBy` that person's alone. */
export async function listJobs(
  uow: TenantUnitOfWork,
  { limit, after = null, askedBy = null }: { limit: number; after?: JobCursor | null; askedBy?: StaffUserId | null },
): Promise<JobPage> {
  const whose = askedBy === null ? 'true' : 'j.asked_by = ?';
  const asker = askedBy === null ? [] : [askedBy];
  // The shard leads the index of open jobs.
  const open = `j.shard = ? and j.state in ('queued', 'running') and ${whose}`;
  const openParams = [shardOf(uow.tenantId), ...asker];
  const held = `${open} and j.state = 'running' and j.lease is not null`;
  const waits = `${open} and (j.state = 'queued' or j.lease is null)`;
  const running = await jobColumns(uow, `${held} order by j.taken_at, j.id limit ?`, [...openParams, limit]);
  const waiting = await jobColumns(uow, `${waits} order by j.due_at, j.id limit ?`, [...openParams, limit]);
  const [count] = await sqlRows<{ waiting: string }>(uow, `select count(*) as waiting from ai_jobs j where ${waits}`, openParams);
  const isAfter = after === null ? '' : 'and (j.settled_at, j.id) < (?::timestamptz, ?::uuid)';
  const ended = await jobColumns(uow, `${whose} and j.settled_at is not null ${isAfter} order by j.settled_at desc, j.id desc limit ?`, [
    ...asker,
    ...(after === null ? [] : [after.at, after.id]),
    limit + 1,
  ]);
  const page = ended.slice(0, limit);
  const last = page.at(-1);
  const next = ended.length > limit && last?.settledAt ? { at: last.settledAt.toISOString(), id: last.id } : null;
  return { running, waiting, waitingTotal: Number(count?.waiting ?? 0), ended: page, next };
}
