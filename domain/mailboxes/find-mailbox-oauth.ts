import type { MailboxId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { loadMailboxOauth } from './load-mailbox-oauth.ts';
import type { MailboxOauth } from './mailbox-oauth.types.ts';

/** How the mailbox of that address signs in by OAuth; null when there is none or it does not. */
export async function findMailboxOauth(uow: TenantUnitOfWork, address: string): Promise<{ id: MailboxId; oauth: MailboxOauth } | null> {
  const [mailbox] = await sqlRows<{ id: MailboxId }>(uow, 'select id from mailboxes where address = ?', [address.trim().toLowerCase()]);
  const oauth = mailbox === undefined ? null : await loadMailboxOauth(uow, mailbox.id);
  return mailbox === undefined || oauth === null ? null : { id: mailbox.id, oauth };
}
