import { AppError } from '../errors.ts';
import type { CalendarHours } from './calendar.types.ts';
import { withDays, withHolidays, withoutHoliday } from './calendar-edit.rules.ts';
import { readHours, readIntervals } from './hours-text.rules.ts';

/** One change of a calendar in people's words: `days` as `readHours` reads them, `open` the hours of a holiday that is not closed all day. */
export type CalendarEdit = {
  days?: string | undefined;
  holiday?: { date: string; name?: string | undefined; open?: string | undefined } | undefined;
  removeHoliday?: string | undefined;
  timeZone?: string | undefined;
};

/** The hours with the edit made. Throws `invalid_input` for words it does not understand and `not_found` for a holiday that is not there. */
export function editCalendar(hours: CalendarHours, { days, holiday, removeHoliday, timeZone }: CalendarEdit): CalendarHours {
  let edited = hours;
  if (days !== undefined) edited = withDays(edited, readHours(days));
  if (timeZone !== undefined) edited = { ...edited, timeZone };
  if (removeHoliday !== undefined) edited = without(edited, removeHoliday);
  if (holiday === undefined) return edited;
  const open = holiday.open === undefined ? {} : { open: readIntervals(holiday.open) };
  return withHolidays(edited, [{ date: holiday.date, ...(holiday.name === undefined ? {} : { name: holiday.name }), ...open }]);
}

function without(hours: CalendarHours, date: string): CalendarHours {
  const left = withoutHoliday(hours, date);
  if (left !== null) return left;
  throw new AppError('not_found', {
    message: 'no such holiday',
    userMessage: `${date} is no holiday of this calendar. Nothing was changed.`,
  });
}
