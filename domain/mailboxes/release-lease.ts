import type { MailboxId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Gives the mailbox back at once, if the fence is still the present one. */
export async function releaseLease(uow: TenantUnitOfWork, mailboxId: MailboxId, fence: number): Promise<void> {
  await sqlRun(uow, 'update mailbox_sync set lease_owner = null, lease_expires_at = null where mailbox_id = ? and fence = ?', [
    mailboxId,
    fence,
  ]);
}
