import { listMarks, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Lets notices wait until then. Returns how many. */
export async function delayNotices(uow: TenantUnitOfWork, notices: readonly { id: string }[], until: Date): Promise<number> {
  if (notices.length === 0) return 0;
  const ids = notices.map((notice) => notice.id);
  return sqlRun(uow, `update notifications set deliver_at = ? where id in (${listMarks(ids)})`, [until, ...ids]);
}
