import type { StaffUserId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Somebody is back: the absence that lasts ends now, planned ones stay. False when they were not away. */
export async function endAbsence(uow: TenantUnitOfWork, userId: StaffUserId): Promise<boolean> {
  // One that began at this very instant would become empty, so it goes.
  const gone = await sqlRun(uow, 'delete from absences where user_id = ? and starts_at = ?', [userId, uow.now]);
  const ended = await sqlRun(
    uow,
    'update absences set ends_at = ? where user_id = ? and starts_at < ? and (ends_at is null or ends_at > ?)',
    [uow.now, userId, uow.now, uow.now],
  );
  return gone + ended > 0;
}
