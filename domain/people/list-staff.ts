import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Role } from './permissions.rules.ts';

/** One member of staff as lists show it. */
export type StaffLine = { id: StaffUserId; email: string; name: string; role: Role; active: boolean; timeZone: string; language: string };

/** All members of staff of the tenant, active first, by name. */
export async function listStaff(uow: TenantUnitOfWork): Promise<StaffLine[]> {
  return sqlRows<StaffLine>(
    uow,
    'select id, email, name, role, active, time_zone as "timeZone", language from staff_users order by active desc, lower(name), email',
  );
}
