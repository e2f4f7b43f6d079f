import { notFound } from '../errors.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Ends the sign-in by OAuth of the mailbox of that address and forgets its tokens: passwords are entered with `updateMailbox`. Throws `not_found`. */
export async function removeMailboxOauth(uow: TenantUnitOfWork, address: string): Promise<void> {
  const rows = await sqlRun(uow, 'delete from mailbox_oauth o using mailboxes m where m.id = o.mailbox_id and m.address = ?', [
    address.trim().toLowerCase(),
  ]);
  if (rows === 0) throw notFound('mailbox that signs in by OAuth', address);
}
