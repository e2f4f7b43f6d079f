import type { StaffUserId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Ends every session of the user and every sign-in link still unused, and says how many of each. */
export async function revokeAllSessions(uow: TenantUnitOfWork, userId: StaffUserId): Promise<{ sessions: number; links: number }> {
  const sessions = await sqlRun(uow, 'update sessions set revoked_at = ? where user_id = ? and revoked_at is null', [uow.now, userId]);
  const links = await sqlRun(uow, 'update sign_in_links set used_at = ? where user_id = ? and used_at is null', [uow.now, userId]);
  return { sessions, links };
}
