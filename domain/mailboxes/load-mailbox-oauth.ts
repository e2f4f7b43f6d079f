import type { MailboxId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MailboxOauth } from './mailbox-oauth.types.ts';

type Row = Omit<MailboxOauth, 'expiresAt' | 'retryAt' | 'logins'> & {
  expiresAt: string | Date | null;
  retryAt: string | Date | null;
  imapUser: string | null;
  smtpUser: string | null;
};

/** How the mailbox signs in by OAuth; null when it does not. `retryAt` is null when it is over. */
export async function loadMailboxOauth(uow: TenantUnitOfWork, mailboxId: MailboxId): Promise<MailboxOauth | null> {
  const [row] = await sqlRows<Row>(
    uow,
    `select m.address, o.provider, o.flow, o.client_id as "clientId", o.client_secret as "clientSecret", o.authorize_url as "authorizeUrl",
       o.token_url as "tokenUrl", o.scopes, o.shared, o.account, o.state, o.last_error as "lastError", o.access_token as "accessToken",
       o.expires_at as "expiresAt", coalesce(o.refresh_lease_until > clock_timestamp(), false) as "isRefreshing", case when o.retry_at > clock_timestamp() then o.retry_at end as "retryAt",
       m.imap->>'user' as "imapUser", m.smtp->>'user' as "smtpUser"
     from mailbox_oauth o join mailboxes m on m.id = o.mailbox_id where o.mailbox_id = ?`,
    [mailboxId],
  );
  if (row === undefined) return null;
  const { imapUser, smtpUser, expiresAt, retryAt, ...rest } = row;
  const logins = [...new Set([imapUser, smtpUser].filter((user) => user !== null))];
  return { ...rest, logins, expiresAt: dateOf(expiresAt), retryAt: dateOf(retryAt) };
}

function dateOf(value: string | Date | null): Date | null {
  return value === null ? null : new Date(value);
}
