import type { MailboxId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { OauthClient, SealedTokens } from './mailbox-oauth.types.ts';

/** What a consent brought. `account` is who consented, where the provider said so. */
export type GrantedConsent = SealedTokens & { account: string | null; client: Pick<OauthClient, 'clientId' | 'tokenUrl'> };

/**
 * Keeps the tokens of a consent: from now on the mailbox signs in with them, and passwords it had are gone. Its health is unknown until the next sign-in.
 * False when the registration was changed meanwhile: these tokens are not for it.
 */
export async function connectMailboxOauth(uow: TenantUnitOfWork, mailboxId: MailboxId, granted: GrantedConsent): Promise<boolean> {
  const { accessToken, refreshToken, expiresAt, account, client } = granted;
  const rows = await sqlRun(
    uow,
    `update mailbox_oauth set state = 'connected', access_token = ?, refresh_token = ?, expires_at = ?, account = ?, last_error = null,
       refresh_lease_until = null, retry_at = null, failures = 0, forced_at = null, connected_at = ?, updated_at = ?
     where mailbox_id = ? and flow = 'person' and client_id = ? and token_url = ?`,
    [accessToken, refreshToken, expiresAt, account, uow.now, uow.now, mailboxId, client.clientId, client.tokenUrl],
  );
  if (rows === 0) return false;
  await sqlRun(
    uow,
    `update mailboxes set imap_secret = null, smtp_secret = null, health = 'unknown', failing_since = null, last_error = null,
       version = version + 1 where id = ?`,
    [mailboxId],
  );
  return true;
}
