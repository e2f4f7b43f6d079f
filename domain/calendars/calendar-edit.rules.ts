import type { CalendarHours, Holiday, WeekHours } from './calendar.types.ts';

/** The hours with the named days replaced; the other days stay. */
export function withDays(hours: CalendarHours, days: WeekHours): CalendarHours {
  return { ...hours, hours: { ...hours.hours, ...days } };
}

/** The hours with holidays added; one of a date that is there already takes its place. In the order of the dates. */
export function withHolidays(hours: CalendarHours, added: readonly Holiday[]): CalendarHours {
  const byDate = new Map(hours.holidays.map((one) => [holidayOf(one).date, holidayOf(one)]));
  for (const one of added) byDate.set(one.date, one);
  return { ...hours, holidays: [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1)) };
}

/** The hours without the holiday of that date; null when there is none. */
export function withoutHoliday(hours: CalendarHours, date: string): CalendarHours | null {
  const left = hours.holidays.filter((one) => holidayOf(one).date !== date);
  return left.length === hours.holidays.length ? null : { ...hours, holidays: left };
}

/** Of these holidays those whose date the calendar does not have yet, and how many it has. */
export function newHolidays(hours: CalendarHours, read: readonly Holiday[]): { added: Holiday[]; unchanged: number } {
  const known = new Set(hours.holidays.map((one) => holidayOf(one).date));
  const added = read.filter((one) => !known.has(one.date));
  return { added, unchanged: read.length - added.length };
}

/** A holiday as an object, however it is stored. */
export function holidayOf(holiday: string | Holiday): Holiday {
  return typeof holiday === 'string' ? { date: holiday } : holiday;
}
