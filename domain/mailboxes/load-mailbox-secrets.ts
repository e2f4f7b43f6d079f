import type { MailboxId, TenantId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ServerSettings } from './mailboxes.types.ts';

/** The servers of a mailbox with their passwords still sealed; open them outside the unit with `mailboxSecretContext`. */
export type MailboxSecrets = {
  tenantId: TenantId;
  id: MailboxId;
  address: string;
  enabled: boolean;
  imap: ServerSettings | null;
  imapSecret: string | null;
  smtp: ServerSettings | null;
  smtpSecret: string | null;
  /** A server without a password is signed in to by OAuth. */
  usesOauth: boolean;
};

/** The mailboxes of the tenant, by address, with what is needed to sign in to their servers. */
export async function loadMailboxSecrets(uow: TenantUnitOfWork): Promise<MailboxSecrets[]> {
  return sqlRows<MailboxSecrets>(
    uow,
    `select tenant_id as "tenantId", id, address, enabled, imap, imap_secret as "imapSecret", smtp, smtp_secret as "smtpSecret",
       exists (select 1 from mailbox_oauth o where o.mailbox_id = mailboxes.id) as "usesOauth" from mailboxes order by address`,
  );
}
