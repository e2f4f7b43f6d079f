import type { InstallationId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** What a refresh brought, sealed under `chatSecretContext`. */
export type RefreshedToken = { botToken: string; refreshToken: string; expiresAt: Date };

/** Keeps the new tokens and gives the lease back. False when the lease is not ours any more: the workspace was installed anew or ended meanwhile. */
export async function storeRefreshedToken(
  uow: TenantUnitOfWork,
  id: InstallationId,
  lease: string,
  token: RefreshedToken,
): Promise<boolean> {
  const rows = await sqlRun(
    uow,
    `update chat_installations set bot_token = ?, refresh_token = ?, token_expires_at = ?, refresh_lease_until = null
     where id = ? and state = 'active' and refresh_lease_until = ?::timestamptz`,
    [token.botToken, token.refreshToken, token.expiresAt, id, lease],
  );
  return rows > 0;
}
