import { AppError } from '../errors.ts';
import type { CalendarHours, Holiday } from './calendar.types.ts';
import { compileCalendar, dayLength, holidaysByDay, type MinuteSpan, spansOf, weekSpans } from './compile-calendar.rules.ts';
import { hasOpenTime } from './open-stretches.rules.ts';

/** A calendar must open within this many days, or it is refused when saved. */
export const mustOpenWithinDays = 732;

/**
 * What a calendar must be to be saved, in force from `from` (epoch ms): a zone that exists, well-formed intervals (also over midnight) that do not overlap,
 * each holiday once with a real date, and open time within `mustOpenWithinDays`. Throws `invalid_input` that names what to change.
 */
export function assertCalendar(calendar: CalendarHours, from: number): void {
  compileCalendar(calendar);
  for (const spans of weekSpans(calendar)) assertApart(spans);
  for (const holiday of holidaysByDay(calendar).values()) assertHoliday(holiday);
  assertOnce(calendar.holidays);
  if (Object.values(calendar.hours).flat().length === 0 && calendar.holidays.every((one) => typeof one === 'string' || !one.open?.length))
    throw refused('A calendar needs at least one open interval, for example 09:00–17:00 on a weekday.');
  if (!hasOpenTime(calendar, from, from + mustOpenWithinDays * dayLength))
    throw refused('This calendar has no open time in the next two years: its holidays close every day. Take holidays out or add hours.');
}

function assertApart(spans: readonly MinuteSpan[]): void {
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  for (const [index, span] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before === undefined || span.from >= before.to) continue;
    throw refused(`The intervals ${shown(before)} and ${shown(span)} of one day overlap. Make them one, or move one of them.`);
  }
}

function assertHoliday({ open = [] }: Holiday): void {
  assertApart(open.flatMap((interval) => spansOf(interval)[0]));
}

function assertOnce(holidays: readonly (string | Holiday)[]): void {
  const dates = holidays.map((one) => (typeof one === 'string' ? one : one.date));
  const twice = dates.find((date, index) => dates.indexOf(date) !== index);
  if (twice !== undefined) throw refused(`The holiday ${twice} is there twice. Take one of them out.`);
}

function shown({ from, to }: MinuteSpan): string {
  const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return `${clock(from)}–${clock(to)}`;
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: `calendar refused: ${userMessage}`, userMessage });
}
