import type { InstallationId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** How long the claimant may take, in ms: several times the longest call of ours. */
const leaseMs = 45_000;

/** The right to refresh a token, once. `lease` proves it when the result is stored; `refreshToken` is sealed. */
export type TokenRefresh = { lease: string; refreshToken: string };

/**
 * Claims the refresh of a token that ends before `dueBefore`, for all processes: whoever else asks meanwhile gets null. Committed before the call to the
 * product, so no transaction is open while it is made (docs/decisions/0012). Lease times are the database's: the claimants run on several machines.
 */
export async function claimTokenRefresh(uow: TenantUnitOfWork, id: InstallationId, dueBefore: Date): Promise<TokenRefresh | null> {
  const [row] = await sqlRows<TokenRefresh>(
    uow,
    `update chat_installations set refresh_lease_until = clock_timestamp() + ? * interval '1 millisecond'
     where id = ? and state = 'active' and refresh_token is not null and token_expires_at < ?
       and (refresh_lease_until is null or refresh_lease_until <= clock_timestamp())
     returning refresh_lease_until::text as lease, refresh_token as "refreshToken"`,
    [leaseMs, id, dueBefore],
  );
  return row ?? null;
}
