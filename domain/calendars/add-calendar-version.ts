import { newId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { CalendarHours } from './calendar.types.ts';

/** Writes what a calendar's hours are from an instant on, in the name of who acts. The caller has checked the hours and holds the calendar. */
export async function addCalendarVersion(
  uow: TenantUnitOfWork,
  { id, version, effectiveFrom, hours }: { id: string; version: number; effectiveFrom: Date; hours: CalendarHours },
): Promise<void> {
  const createdBy = uow.actor.kind === 'staff' ? uow.actor.userId : null;
  await sqlRun(
    uow,
    `insert into calendar_versions (tenant_id, id, calendar_id, version, effective_from, time_zone, hours, holidays, created_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)`,
    [
      ...[uow.tenantId, newId<string>(), id, version, effectiveFrom, hours.timeZone],
      ...[JSON.stringify(hours.hours), JSON.stringify(hours.holidays), createdBy, uow.now],
    ],
  );
}
