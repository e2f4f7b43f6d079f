import ICAL from 'ical.js';
import { AppError } from '../errors.ts';
import type { Holiday } from './calendar.types.ts';
import { dayAfter } from './local-day.rules.ts';

/** ISO dates, both inside: holidays outside are left out, and repeated ones end here. */
export type HolidaySpan = { from: string; until: string };

const longestEventDays = 366;
const mostDates = 2_000;
/** Occurrences that a rule may have before the span. */
const mostBefore = 100_000;

/**
 * The holidays of an iCalendar text (RFC 5545): events of whole days, of several days too, once or repeated by any rule (“the first Monday of May”). Cancelled
 * events are left out. Throws `invalid_input` for anything else, naming the event: a holiday that is read wrong would move deadlines without a word.
 */
export function readHolidays(text: string, span: HolidaySpan): Holiday[] {
  const byDate = new Map<string, Holiday>();
  for (const component of eventsOf(text)) {
    const name = nameOf(component);
    for (const date of datesOf(component, span)) {
      const before = byDate.get(date)?.name;
      const all = before === undefined || before === name ? name : `${before}, ${name}`;
      byDate.set(date, all === '' ? { date } : { date, name: all.slice(0, 100) });
    }
  }
  if (byDate.size > mostDates) throw refused(`It names more than ${mostDates} dates.`);
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function eventsOf(text: string): ICAL.Component[] {
  // Older programs write bare dates without saying that they are dates.
  const bare = text.replace(/^\uFEFF/, '').replace(/^(DTSTART|DTEND|EXDATE|RDATE):(\d{8}(?:,\d{8})*)(?=\r?$)/gim, '$1;VALUE=DATE:$2');
  if (!/^BEGIN:VCALENDAR\b/i.test(bare)) throw refused('This is no iCalendar file: it does not begin with BEGIN:VCALENDAR.');
  try {
    const calendar = new ICAL.Component(ICAL.parse(bare));
    return calendar
      .getAllSubcomponents('vevent')
      .filter((event) => String(event.getFirstPropertyValue('status') ?? '').toUpperCase() !== 'CANCELLED');
  } catch (error) {
    throw refused('The file is damaged: it is no whole iCalendar file.', error);
  }
}

function nameOf(component: ICAL.Component): string {
  return String(component.getFirstPropertyValue('summary') ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

function datesOf(component: ICAL.Component, span: HolidaySpan): string[] {
  const name = nameOf(component);
  const shown = name === '' ? 'An event without a name' : `“${name.slice(0, 60)}”`;
  if (component.hasProperty('recurrence-id'))
    throw refused(`${shown} moves one day of a repeated event, which is not read here. Write its dates out.`);
  if (!component.hasProperty('dtstart')) throw refused(`${shown} has no start.`);
  for (const property of ['dtstart', 'dtend', 'exdate', 'rdate'].flatMap((one) => component.getAllProperties(one))) {
    if (!isWholeDay(property)) throw refused(`${shown} is not an event of whole days.`);
  }
  const event = new ICAL.Event(component);
  const days = daysOf(event, shown);
  return startsOf(event, span, shown)
    .flatMap((start) => Array.from({ length: days }, (_, day) => dayAfter(start, day)))
    .filter((date) => date >= span.from && date <= span.until);
}

/** The date that is read must be the date that is written: 32 December would be another one. */
function isWholeDay(property: ICAL.Property): boolean {
  const written = (property.toICALString().split(':').at(-1) ?? '').split(',').map((one) => one.trim());
  if (!written.every((one) => /^\d{8}$/.test(one))) return false;
  return property
    .getValues()
    .every((value, index) => value instanceof ICAL.Time && value.toString().replaceAll('-', '') === written[index]);
}

function daysOf(event: ICAL.Event, shown: string): number {
  const length = Math.round((event.endDate.toUnixTime() - event.startDate.toUnixTime()) / 86_400);
  // RFC 5545 3.6.1: the end of a day event is the day after it; some write the day itself for one day.
  if (length === 0) return 1;
  if (length < 0 || length > longestEventDays) throw refused(`${shown} does not end within a year after its start.`);
  return length;
}

function startsOf(event: ICAL.Event, span: HolidaySpan, shown: string): string[] {
  const first = event.startDate.toString();
  if (!event.isRecurring()) return [first];
  // RFC 5545 3.8.5: the start is the first of them, unless it is excepted.
  const excepted = event.component.getAllProperties('exdate').flatMap((property) => property.getValues().map(String));
  const starts = new Set(excepted.includes(first) ? [] : [first]);
  const onItsDate = staysOnItsDate(event);
  let count = 0;
  for (const date of occurrencesOf(event, span, shown)) {
    count += 1;
    if (count > mostBefore || starts.size > mostDates) throw refused(`${shown} repeats too often to be a holiday.`);
    if (dayAfter(date, longestEventDays) >= span.from && (!onItsDate || date.slice(5) === first.slice(5))) starts.add(date);
  }
  return [...starts];
}

function* occurrencesOf(event: ICAL.Event, span: HolidaySpan, shown: string): Generator<string> {
  try {
    const iterator = event.iterator();
    for (let next = iterator.next(); next != null && next.toString() <= span.until; next = iterator.next()) yield next.toString();
  } catch (error) {
    throw refused(`${shown} repeats in a way that cannot be read. Write its dates out.`, error);
  }
}

/** “Every year” says the same date: 29 February is left out of years that have none (RFC 5545 3.3.10), where the library takes 1 March. */
function staysOnItsDate(event: ICAL.Event): boolean {
  if (event.component.hasProperty('rdate')) return false;
  const rules = event.component.getAllProperties('rrule').map((property) => property.getFirstValue());
  return rules.every((rule) => rule instanceof ICAL.Recur && rule.freq === 'YEARLY' && Object.keys(rule.parts).length === 0);
}

function refused(userMessage: string, cause?: unknown): AppError {
  return new AppError('invalid_input', { message: 'holiday file refused', userMessage: `No holiday was imported. ${userMessage}`, cause });
}
