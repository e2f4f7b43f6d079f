import { compileCalendar } from '../calendars/compile-calendar.rules.ts';
import { instantOfReaching } from '../calendars/due-after.rules.ts';
import { eachOpen } from '../calendars/open-stretches.rules.ts';
import { AppError } from '../errors.ts';
import type { CalendarBook, CalendarVersion, Stretch } from './sla.types.ts';

/** The versions of a calendar of the book. Throws `invalid_input` when the book has none of that name. */
export function versionsOf(book: CalendarBook, calendar: string): readonly CalendarVersion[] {
  const versions = Object.hasOwn(book, calendar) ? book[calendar] : undefined;
  if (versions !== undefined && versions.length > 0) return versions;
  const userMessage = `There is no calendar “${calendar}”. Add it, or name one that exists.`;
  throw new AppError('invalid_input', { message: `no calendar ${calendar} in the book`, userMessage });
}

/**
 * The open time of a calendar in [from, until), each stretch of time by the version in force then. In order, not merged; with `until` Infinity it ends after
 * the search horizon of `eachOpen`. No calendar has no open time.
 */
export function* bookStretches(book: CalendarBook, calendar: string | null, from: number, until: number): Generator<Stretch> {
  if (calendar === null) return;
  const versions = versionsOf(book, calendar);
  for (const [index, version] of versions.entries()) {
    const begins = index === 0 ? from : Math.max(from, version.from);
    const ends = Math.min(until, versions[index + 1]?.from ?? Number.POSITIVE_INFINITY);
    if (begins >= ends) continue;
    for (const stretch of eachOpen(compileCalendar(version.hours), begins, ends))
      yield { from: stretch.from, to: stretch.to, calendar: version.ref };
  }
}

/** The instant at which `leftMs` more of open time will have passed after `from`; null without open time ahead. */
export function projectedInstant(book: CalendarBook, calendar: string | null, from: number, leftMs: number): number | null {
  return instantOfReaching(bookStretches(book, calendar, from, Number.POSITIVE_INFINITY), from, leftMs);
}
