import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** The tags of unfinished tickets with how many have them, the most frequent first. */
export async function listTags(uow: TenantUnitOfWork, limit = 30): Promise<{ tag: string; tickets: number }[]> {
  return sqlRows(
    uow,
    `select x.tag, count(*)::integer as tickets from tickets t, unnest(t.tags) as x (tag)
     where t.status in ('open', 'in_progress', 'waiting_customer') and not t.is_spam group by x.tag order by count(*) desc, x.tag limit ?`,
    [limit],
  );
}
