import type { MailboxId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ServerSettings } from './mailboxes.types.ts';

/** What is needed to connect. `sealed` is the encrypted password; `fingerprint` changes whenever settings or password do. */
export type ImapSettings = { address: string; imap: ServerSettings; sealed: string | null; fingerprint: string };

/** The IMAP settings of an enabled mailbox; null when it has none, is switched off, or is gone. */
export async function loadImapSettings(uow: TenantUnitOfWork, mailboxId: MailboxId): Promise<ImapSettings | null> {
  const [row] = await sqlRows<ImapSettings>(
    uow,
    `select address, imap, imap_secret as sealed, md5(concat(imap::text, imap_secret)) as fingerprint
     from mailboxes where id = ? and enabled and imap is not null`,
    [mailboxId],
  );
  return row ?? null;
}
