import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Ends every session and every unused sign-in link of the whole tenant, for example because revoked ones came back with a restored backup. */
export async function endAllAccess(uow: TenantUnitOfWork): Promise<void> {
  await sqlRun(uow, 'update sessions set revoked_at = ? where revoked_at is null', [uow.now]);
  await sqlRun(uow, 'update sign_in_links set used_at = ? where used_at is null', [uow.now]);
}
