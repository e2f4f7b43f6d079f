import { AppError, notFound } from '../errors.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { wakeUnfinishedTickets } from '../tickets/wake-unfinished-tickets.ts';
import { addCalendarVersion } from './add-calendar-version.ts';
import { assertCalendar } from './calendar.rules.ts';
import type { CalendarHours } from './calendar.types.ts';
import { assertNotPast } from './calendar-effect.rules.ts';
import { calendarHoursSchema } from './calendar-input.rules.ts';

/** `seenVersion` is the version the change was decided on; without `effectiveFrom` it holds from now. */
export type CalendarChange = { seenVersion: number; hours: CalendarHours; effectiveFrom?: Date | null };

/**
 * Gives a calendar new hours from now or a later instant on, as a further version: what was counted by then stays counted as it was. Every unfinished ticket is
 * looked at again. Throws `not_found`, `conflict` when somebody else saved it meanwhile, `invalid_input` for hours that cannot be (also never open) and for
 * an instant in the past.
 */
export async function saveCalendar(
  uow: TenantUnitOfWork,
  id: string,
  change: CalendarChange,
): Promise<{ version: number; effectiveFrom: Date }> {
  const hours = parseInput(calendarHoursSchema, change.hours);
  const effectiveFrom = change.effectiveFrom ?? uow.now;
  assertCalendar(hours, effectiveFrom.getTime());
  assertNotPast(effectiveFrom, uow.now);
  const version = (await lockCalendar(uow, id, change.seenVersion)) + 1;
  await addCalendarVersion(uow, { id, version, effectiveFrom, hours });
  const isNow = effectiveFrom <= uow.now;
  await sqlRun(
    uow,
    `update calendars set version = ? ${isNow ? ', time_zone = ?, hours = ?::jsonb, holidays = ?::jsonb' : ''} where id = ?`,
    [version, ...(isNow ? [hours.timeZone, JSON.stringify(hours.hours), JSON.stringify(hours.holidays)] : []), id],
  );
  await wakeUnfinishedTickets(uow);
  return { version, effectiveFrom };
}

async function lockCalendar(uow: TenantUnitOfWork, id: string, seenVersion: number): Promise<number> {
  const [row] = await sqlRows<{ name: string; version: number }>(uow, 'select name, version from calendars where id = ? for update', [id]);
  if (row === undefined) throw notFound('calendar', id);
  if (row.version === seenVersion) return row.version;
  throw new AppError('conflict', {
    message: `calendar changed since version ${seenVersion}`,
    userMessage: `The calendar “${row.name}” was changed after you saw it${await lastChange(uow, id, row.version)}. Nothing was overwritten: look at it again.`,
  });
}

async function lastChange(uow: TenantUnitOfWork, id: string, version: number): Promise<string> {
  const [row] = await sqlRows<{ name: string }>(
    uow,
    'select s.name from calendar_versions v join staff_users s on s.id = v.created_by where v.calendar_id = ? and v.version = ?',
    [id, version],
  );
  return row === undefined ? '' : ` (by ${row.name})`;
}
