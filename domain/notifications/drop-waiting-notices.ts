import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/**
 * Drops every notice that waits to be sent: after a restore nobody knows which of them went out since the backup. Their rows on the console stand. Returns how
 * many.
 */
export async function dropWaitingNotices(uow: TenantUnitOfWork): Promise<number> {
  return sqlRun(uow, "update notifications set state = 'dropped', settled_at = ? where surface <> 'console' and state = 'waiting'", [
    uow.now,
  ]);
}
