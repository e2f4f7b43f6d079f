import { AppError } from '../errors.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type CalendarView, listCalendars } from './list-calendars.ts';

/** The calendar of that id or name, whatever its case; a part of a name that fits only one will do. Throws `not_found` with the names there are. */
export async function findCalendar(uow: TenantUnitOfWork, text: string): Promise<CalendarView> {
  const wanted = text.trim().toLowerCase();
  const all = await listCalendars(uow);
  const exact = all.filter((one) => one.id === wanted || one.name.toLowerCase() === wanted);
  const found = exact.length > 0 ? exact : all.filter((one) => wanted !== '' && one.name.toLowerCase().includes(wanted));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const names = (found.length > 1 ? found : all).map((one) => `“${one.name}”`).join(', ');
  throw new AppError('not_found', {
    message: `calendar not found or not unique (${found.length} fit)`,
    userMessage: `${found.length > 1 ? `Several calendars answer to “${text}”` : `There is no calendar “${text}”`}. There are: ${names}.`,
  });
}
