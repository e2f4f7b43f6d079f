import type { MailboxId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { imapFingerprintSql } from './imap-fingerprint.rules.ts';
import type { OauthState } from './mailbox-oauth.types.ts';
import type { ServerSettings } from './mailboxes.types.ts';

/**
 * What is needed to connect. `sealed` is the encrypted password; `oauth` is how the sign-in by OAuth stands, null when the password counts: there is no other, or
 * nobody has consented yet. `fingerprint` changes whenever settings, password or consent do.
 */
export type ImapSettings = {
  address: string;
  imap: ServerSettings;
  sealed: string | null;
  oauth: OauthState | null;
  fingerprint: string;
};

/** The IMAP settings of an enabled mailbox; null when it has none, is switched off, or is gone. */
export async function loadImapSettings(uow: TenantUnitOfWork, mailboxId: MailboxId): Promise<ImapSettings | null> {
  const [row] = await sqlRows<ImapSettings>(
    uow,
    `select m.address, m.imap, m.imap_secret as sealed, ${imapFingerprintSql} as fingerprint,
       (select o.state from mailbox_oauth o where o.mailbox_id = m.id and (o.state <> 'pending' or m.imap_secret is null)) as oauth
     from mailboxes m where m.id = ? and m.enabled and m.imap is not null`,
    [mailboxId],
  );
  return row ?? null;
}
