import type { InboundMailId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Attempts before a mail that fails is parked for staff, and the minutes to wait after each. */
const retryMinutes = [1, 5];

/** Counts a failed attempt: tried again after a growing pause, parked as `failed` (listed for staff, raw mail kept) after the third. */
export async function postponeMail(
  uow: TenantUnitOfWork,
  id: InboundMailId,
  attempts: number,
  reason: string,
): Promise<'retry' | 'parked'> {
  const pause = retryMinutes[attempts];
  const at = pause === undefined ? uow.now : new Date(uow.now.getTime() + pause * 60_000);
  const state = pause === undefined ? 'failed' : 'new';
  await sqlRun(
    uow,
    "update inbound_mails set state = ?, attempts = attempts + 1, next_attempt_at = ?, last_error = ? where id = ? and state = 'new'",
    [state, at, reason, id],
  );
  return pause === undefined ? 'parked' : 'retry';
}
