import { pickNamed } from '../pick-named.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type CalendarView, listCalendars } from './list-calendars.ts';

/** The calendar of that id or name, whatever its case; a part of a name that fits only one will do. Throws `not_found` with the names there are. */
export async function findCalendar(uow: TenantUnitOfWork, text: string): Promise<CalendarView> {
  return pickNamed(await listCalendars(uow), text, { one: 'calendar', many: 'calendars', none: 'There are none yet.' });
}
