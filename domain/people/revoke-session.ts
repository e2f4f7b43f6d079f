import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { tokenHash } from './sign-in.rules.ts';

/** Ends the session of a cookie's token. False when there was none to end. */
export async function revokeSession(uow: TenantUnitOfWork, cookieToken: string): Promise<boolean> {
  const ended = await sqlRun(uow, 'update sessions set revoked_at = ? where token_hash = ? and revoked_at is null', [
    uow.now,
    tokenHash(cookieToken),
  ]);
  return ended > 0;
}
