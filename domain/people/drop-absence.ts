import { notFound } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Takes a planned absence away; of one that lasts, the rest. Returns whose it was. Throws `not_found` for one that is unknown or over. */
export async function dropAbsence(uow: TenantUnitOfWork, id: string): Promise<{ userId: StaffUserId }> {
  const [absence] = await sqlRows<{ userId: StaffUserId; running: boolean }>(
    uow,
    'select user_id as "userId", starts_at < ? as running from absences where id = ? and (ends_at is null or ends_at > ?) for update',
    [uow.now, id, uow.now],
  );
  if (absence === undefined) throw notFound('absence', id);
  if (absence.running) await sqlRun(uow, 'update absences set ends_at = ? where id = ?', [uow.now, id]);
  else await sqlRun(uow, 'delete from absences where id = ?', [id]);
  return { userId: absence.userId };
}
