import type { CalendarHours } from '../calendars/calendar.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** The hours of the tenant's default calendar; null when it has none: then all time counts. */
export async function loadWorkingHours(uow: TenantUnitOfWork): Promise<CalendarHours | null> {
  const [calendar] = await sqlRows<CalendarHours>(
    uow,
    'select time_zone as "timeZone", hours, holidays from calendars where is_default order by created_at limit 1',
  );
  return calendar ?? null;
}
