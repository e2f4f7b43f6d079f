import { AppError } from '../errors.ts';
import type { Holiday } from './calendar.types.ts';

/** ISO dates, both inside: holidays outside are left out, and yearly ones are repeated up to here. */
export type HolidaySpan = { from: string; until: string };

type Property = { name: string; params: string; value: string };
/** One event: ISO dates, `end` is the first day after it. */
type DayEvent = {
  name: string;
  start: string;
  end: string;
  yearly: { until: string | null; count: number | null; interval: number } | null;
  except: string[];
};

const longestSpanDays = 366;

/**
 * The holidays of an iCalendar text (RFC 5545): events of whole days (`DTSTART;VALUE=DATE`), of several days too, once or every year on their date. Cancelled
 * events are left out. Throws `invalid_input` for anything else, naming the event: a holiday that is read wrong would move deadlines without a word.
 */
export function readHolidays(text: string, span: HolidaySpan): Holiday[] {
  const byDate = new Map<string, Holiday>();
  for (const event of eventsOf(text)) {
    for (const date of datesOf(event, span)) {
      const before = byDate.get(date)?.name;
      const name = before === undefined || before === event.name ? event.name : `${before}, ${event.name}`;
      byDate.set(date, name === '' ? { date } : { date, name: name.slice(0, 100) });
    }
  }
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function eventsOf(text: string): DayEvent[] {
  const lines = unfolded(text);
  if (lines[0]?.toUpperCase() !== 'BEGIN:VCALENDAR') throw refused('This is no iCalendar file: it does not begin with BEGIN:VCALENDAR.');
  const events: DayEvent[] = [];
  let open: Property[] | null = null;
  let inner = 0;
  for (const property of lines.map(propertyOf)) {
    const what = `${property.name}:${property.value.toUpperCase()}`;
    if (what === 'BEGIN:VEVENT') open = [];
    else if (what === 'END:VEVENT' && open !== null) {
      events.push(...eventOf(open));
      open = null;
    } else if (property.name === 'BEGIN' || property.name === 'END') inner += property.name === 'BEGIN' ? 1 : -1;
    else if (open !== null && inner <= 1) open.push(property);
  }
  if (open !== null) throw refused('The file ends in the middle of an event.');
  return events;
}

/** RFC 5545 3.1: a line that begins with a blank goes on from the one before it. */
function unfolded(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}

function propertyOf(line: string): Property {
  const found = /^([A-Za-z0-9-]+)((?:;[^=:;]+=(?:"[^"]*"|[^":;]*))*):(.*)$/s.exec(line);
  if (found === null) throw refused(`“${line.slice(0, 60)}” is no line of an iCalendar file.`);
  return { name: (found[1] ?? '').toUpperCase(), params: (found[2] ?? '').toUpperCase(), value: found[3] ?? '' };
}

function eventOf(properties: Property[]): DayEvent[] {
  const all = (name: string): Property[] => properties.filter((one) => one.name === name);
  const name = unescaped(all('SUMMARY')[0]?.value ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  const shown = name === '' ? 'An event without a name' : `“${name.slice(0, 60)}”`;
  if (all('STATUS')[0]?.value.toUpperCase() === 'CANCELLED') return [];
  const [first] = all('DTSTART');
  if (first === undefined) throw refused(`${shown} has no start.`);
  const start = dateOf(first, shown);
  const except = all('EXDATE').flatMap((one) => one.value.split(',').map((value) => dateOf({ ...one, value }, shown)));
  if (all('RDATE').length > 0 || all('RECURRENCE-ID').length > 0)
    throw refused(`${shown} repeats on dates of its own, which is not read here.`);
  return [{ name, start, end: endOf(all, start, shown), yearly: yearlyOf(all('RRULE'), start, shown), except }];
}

function endOf(all: (name: string) => Property[], start: string, shown: string): string {
  const [end] = all('DTEND');
  const [length] = all('DURATION');
  const days = length === undefined ? 1 : Number(/^P(\d+)D$/i.exec(length.value)?.[1] ?? Number.NaN);
  const last = end === undefined ? addDays(start, days) : dateOf(end, shown);
  // RFC 5545 3.6.1: the end of a day event is the day after it; some write the day itself for one day.
  if (last === start) return addDays(start, 1);
  if (!(last > start) || daysBetween(start, last) > longestSpanDays) throw refused(`${shown} does not end within a year after its start.`);
  return last;
}

/** A whole day: `VALUE=DATE`, or the bare date that older programs write. A time of day is refused. */
function dateOf({ params, value }: Property, shown: string): string {
  const found = /^(\d{4})(\d{2})(\d{2})$/.exec(value.trim());
  const iso = found === null ? '' : `${found[1]}-${found[2]}-${found[3]}`;
  if (found === null || /VALUE=DATE-TIME/.test(params) || addDays(iso, 0) !== iso) throw refused(`${shown} is not an event of whole days.`);
  return iso;
}

/** Only “every year (or every n years) on that date”; rules that would land on the same date say so by BYMONTH and BYMONTHDAY. */
function yearlyOf(rules: Property[], start: string, shown: string): DayEvent['yearly'] {
  const [rule, another] = rules;
  if (rule === undefined) return null;
  const parts = new Map(
    rule.value.split(';').map((part): [string, string] => [part.split('=')[0]?.toUpperCase() ?? '', part.split('=')[1] ?? '']),
  );
  const unknown = [...parts.keys()].filter((key) => !['FREQ', 'UNTIL', 'COUNT', 'INTERVAL', 'BYMONTH', 'BYMONTHDAY', 'WKST'].includes(key));
  if (another !== undefined || parts.get('FREQ')?.toUpperCase() !== 'YEARLY' || unknown.length > 0) throw unread(shown);
  const lands = (key: string, from: number, to: number): boolean =>
    parts.get(key) === undefined || Number(parts.get(key)) === Number(start.slice(from, to));
  if (!lands('BYMONTH', 5, 7) || !lands('BYMONTHDAY', 8, 10)) throw unread(shown);
  const [until, count, interval] = [parts.get('UNTIL'), parts.get('COUNT'), Number(parts.get('INTERVAL') ?? '1')];
  const untilDate = until === undefined ? null : (/^(\d{4})(\d{2})(\d{2})/.exec(until)?.slice(1, 4).join('-') ?? null);
  if ((until !== undefined && untilDate === null) || !Number.isInteger(interval) || interval < 1) throw unread(shown);
  if (count !== undefined && !/^\d{1,4}$/.test(count)) throw unread(shown);
  return { until: untilDate, count: count === undefined ? null : Number(count), interval };
}

function datesOf(event: DayEvent, span: HolidaySpan): string[] {
  const length = daysBetween(event.start, event.end);
  return startsOf(event, span)
    .filter((start) => !event.except.includes(start))
    .flatMap((start) => Array.from({ length }, (_, day) => addDays(start, day)))
    .filter((date) => date >= span.from && date <= span.until);
}

function startsOf({ start, yearly }: DayEvent, span: HolidaySpan): string[] {
  if (yearly === null) return [start];
  const [year, rest] = [Number(start.slice(0, 4)), start.slice(4)];
  const starts: string[] = [];
  for (let at = year; at <= Number(span.until.slice(0, 4)); at += yearly.interval) {
    const date = `${String(at).padStart(4, '0')}${rest}`;
    // 29 February is left out of years that have none (RFC 5545 3.3.10).
    if (addDays(date, 0) !== date) continue;
    if ((yearly.until !== null && date > yearly.until) || (yearly.count !== null && starts.length >= yearly.count)) break;
    starts.push(date);
  }
  return starts;
}

function addDays(iso: string, days: number): string {
  const at = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || Number.isNaN(days)) return '';
  return new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** RFC 5545 3.3.11. */
function unescaped(text: string): string {
  return text.replace(/\\([nN,;\\])/g, (_all, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark));
}

function unread(shown: string): AppError {
  return refused(`${shown} repeats in a way that is not read here; only every year on its date is. Write its dates out.`);
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'holiday file refused', userMessage: `No holiday was imported. ${userMessage}` });
}
