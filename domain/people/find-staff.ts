import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A member of staff that answers to what was typed. */
export type FoundStaff = { id: StaffUserId; name: string; email: string };

/**
 * Active members of staff by id, mail address, whole name, or else any part of the name. One exact match is the only one; several are for the asker to
 * choose from; at most ten.
 */
export async function findStaff(uow: TenantUnitOfWork, text: string): Promise<FoundStaff[]> {
  const wanted = text.trim().replace(/^@/, '');
  const exact = await sqlRows<FoundStaff>(
    uow,
    'select id, name, email from staff_users where active and (id::text = lower(?) or email = lower(?) or lower(name) = lower(?)) order by email limit 10',
    [wanted, wanted, wanted],
  );
  if (exact.length > 0 || wanted === '') return exact;
  const pattern = `%${wanted.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  return sqlRows<FoundStaff>(
    uow,
    'select id, name, email from staff_users where active and (name ilike ? or email ilike ?) order by lower(name), email limit 10',
    [pattern, pattern],
  );
}
