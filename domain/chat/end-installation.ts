import type { InstallationId } from '../ids.types.ts';
import { mailUnpostedNotices } from '../notifications/mail-unposted-notices.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { InstallationState } from './chat.types.ts';

/**
 * Ends a workspace's connection: its tokens are emptied, what waited to be posted is cancelled, and notices of it go by mail. Links of people and threads stay and come back with the same
 * workspace. Any order, any number of times: an uninstalled one stays uninstalled when the revocation of its tokens is told later. What is told of an instant
 * before the present installation (`toldAt`) is about an earlier one and changes nothing. True when something changed.
 */
export async function endInstallation(
  uow: TenantUnitOfWork,
  id: InstallationId,
  how: Exclude<InstallationState, 'active'>,
  toldAt: Date = uow.now,
): Promise<boolean> {
  const before = how === 'uninstalled' ? ['active', 'revoked'] : ['active', 'active'];
  const ended = await sqlRun(
    uow,
    `update chat_installations set state = ?, bot_token = null, refresh_token = null, token_expires_at = null, refresh_lease_until = null,
       ended_at = coalesce(ended_at, ?) where id = ? and state in (?, ?) and installed_at <= ?`,
    [how, uow.now, id, ...before, toldAt],
  );
  if (ended === 0) return false;
  await mailUnpostedNotices(uow, id);
  await sqlRun(
    uow,
    `update chat_posts set state = 'cancelled', settled_at = ?, last_result = 'the workspace is not connected any more', response_url = null
     where installation_id = ? and state = 'queued'`,
    [uow.now, id],
  );
  return true;
}
