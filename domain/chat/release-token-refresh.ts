import type { InstallationId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Gives a claimed refresh back undone; nobody tries again within `pauseMs`. True when the lease was still ours. */
export async function releaseTokenRefresh(uow: TenantUnitOfWork, id: InstallationId, lease: string, pauseMs: number): Promise<boolean> {
  const rows = await sqlRun(
    uow,
    `update chat_installations set refresh_lease_until = clock_timestamp() + ? * interval '1 millisecond'
     where id = ? and refresh_lease_until = ?::timestamptz`,
    [pauseMs, id, lease],
  );
  return rows > 0;
}
