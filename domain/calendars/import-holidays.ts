import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Holiday } from './calendar.types.ts';
import { newHolidays, withHolidays } from './calendar-edit.rules.ts';
import { findCalendar } from './find-calendar.ts';
import { type HolidaySpan, readHolidays } from './read-holidays.ts';
import { saveCalendar } from './save-calendar.ts';

/** What an import did; `version` is the calendar's from then on. */
export type HolidayImport = { calendar: string; added: Holiday[]; unchanged: number; version: number };

/**
 * Adds the holidays of an iCalendar text to a calendar (by id or name), effective now. Dates that are holidays already stay as they are, so the same file again
 * changes nothing. Throws as `readHolidays`, `findCalendar` and `saveCalendar` do.
 */
export async function importHolidays(uow: TenantUnitOfWork, calendar: string, icsText: string, span: HolidaySpan): Promise<HolidayImport> {
  const found = await findCalendar(uow, calendar);
  const { added, unchanged } = newHolidays(found.hours, readHolidays(icsText, span));
  const done = { calendar: found.name, added, unchanged };
  if (added.length === 0) return { ...done, version: found.version };
  const saved = await saveCalendar(uow, found.id, { seenVersion: found.version, hours: withHolidays(found.hours, added) });
  return { ...done, version: saved.version };
}
