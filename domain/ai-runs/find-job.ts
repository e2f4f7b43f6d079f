import { notFound } from '../errors.ts';
import { isUuid } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { JobView } from './ai-runs.types.ts';
import { jobColumns } from './job-columns.ts';

/** The job of an id or of a short name (`j-1a2b3c4d`, the newest of that name). Throws `not_found`. */
export async function findJob(uow: TenantUnitOfWork, ref: string): Promise<JobView> {
  const bare = ref.trim().toLowerCase().replace(/^j-/, '');
  const [job] = await jobColumns(uow, `${isUuid(bare) ? 'j.id = ?' : 'j.ref = ?'} order by j.created_at desc limit 1`, [bare]);
  if (job === undefined) throw notFound('job', ref.slice(0, 60));
  return job;
}
