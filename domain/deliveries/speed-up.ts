import type { MailboxId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Forgets how often a server asked for rest, once it took a mail again. */
export async function speedUp(uow: TenantUnitOfWork, mailboxId: MailboxId): Promise<void> {
  await sqlRun(uow, 'update mailbox_paces set pauses = 0, last_reason = null where mailbox_id = ? and pauses > 0', [mailboxId]);
}
