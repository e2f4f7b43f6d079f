import { notFound } from '../errors.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Makes a calendar the one that new policies count by. Policies there are keep theirs. Throws `not_found`. */
export async function setDefaultCalendar(uow: TenantUnitOfWork, id: string): Promise<void> {
  const count = await sqlRun(uow, 'update calendars set is_default = true where id = ?', [id]);
  if (count === 0) throw notFound('calendar', id);
  await sqlRun(uow, 'update calendars set is_default = false where is_default and id <> ?', [id]);
}
