import type { MailboxId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

const firstPauseMs = 5_000;
const longestPauseMs = 300_000;

/**
 * Gives a claimed refresh back after a passing failure. Nobody asks the provider again before 5 s, doubling to 5 minutes, or for as long as it asked
 * for (`askedMs`, null when it did not say).
 */
export async function postponeOauthRefresh(
  uow: TenantUnitOfWork,
  mailboxId: MailboxId,
  lease: string,
  { reason, askedMs }: { reason: string; askedMs: number | null },
): Promise<void> {
  await sqlRun(
    uow,
    `update mailbox_oauth set refresh_lease_until = null, last_error = ?, failures = least(failures + 1, 100),
       retry_at = clock_timestamp() + greatest(?, least(?, ? * 2 ^ least(failures, 10))) * interval '1 millisecond'
     where mailbox_id = ? and refresh_lease_until = ?::timestamptz`,
    [reason, askedMs ?? 0, longestPauseMs, firstPauseMs, mailboxId, lease],
  );
}
