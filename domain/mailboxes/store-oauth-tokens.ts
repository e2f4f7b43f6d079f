import type { MailboxId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { SealedTokens } from './mailbox-oauth.types.ts';

/**
 * Keeps what a refresh brought, a new refresh token in the same commit as the access token, and gives the lease back. False when the lease is not ours
 * any more: somebody consented anew or changed the registration meanwhile.
 */
export async function storeOauthTokens(
  uow: TenantUnitOfWork,
  mailboxId: MailboxId,
  lease: string,
  { accessToken, refreshToken, expiresAt }: SealedTokens,
): Promise<boolean> {
  const rows = await sqlRun(
    uow,
    `update mailbox_oauth set access_token = ?, refresh_token = coalesce(?::text, refresh_token), expires_at = ?, refresh_lease_until = null,
       retry_at = null, failures = 0, last_error = null
     where mailbox_id = ? and state = 'connected' and refresh_lease_until = ?::timestamptz`,
    [accessToken, refreshToken, expiresAt, mailboxId, lease],
  );
  return rows > 0;
}
