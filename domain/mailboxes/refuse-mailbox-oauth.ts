import type { MailboxId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { RenderMailboxNotice } from './mailbox-sync.types.ts';
import { recordMailboxHealth } from './record-mailbox-health.ts';

/**
 * Records under the lease that the provider gives no more tokens: the mailbox fails with `reason` and its admins are told at once, in the same commit, so
 * once. Tokens are emptied; with `keepsConsent` the refresh token stays, because only our own registration was refused. False when the lease is not ours any more.
 */
export async function refuseMailboxOauth(
  uow: TenantUnitOfWork,
  mailboxId: MailboxId,
  lease: string,
  { reason, keepsConsent, render }: { reason: string; keepsConsent: boolean; render: RenderMailboxNotice },
): Promise<boolean> {
  const rows = await sqlRun(
    uow,
    `update mailbox_oauth set state = 'refused', last_error = ?, access_token = null, expires_at = null,
       refresh_token = case when ? then refresh_token end, refresh_lease_until = null, retry_at = null, failures = 0, updated_at = ?
     where mailbox_id = ? and state = 'connected' and refresh_lease_until = ?::timestamptz`,
    [reason, keepsConsent, uow.now, mailboxId, lease],
  );
  if (rows === 0) return false;
  await recordMailboxHealth(uow, mailboxId, { ok: false, reason, tellAtOnce: true }, render);
  return true;
}
