import { AppError } from '../errors.ts';
import type { Holiday, WeekHours } from './calendar.types.ts';

type Day = keyof WeekHours;
type Intervals = [string, string][];

/** Monday first, as people write a week. */
const week: readonly Day[] = ['1', '2', '3', '4', '5', '6', '0'];
const shortNames: Record<Day, string> = { '1': 'Mon', '2': 'Tue', '3': 'Wed', '4': 'Thu', '5': 'Fri', '6': 'Sat', '0': 'Sun' };
const allWeek = new Set(['daily', 'everyday', 'alldays', 'alwaysopen', 'always']);

/** A week in words, equal days together, such as `Mon–Thu 08:30–17:30; Fri 08:30–16:30; Sat, Sun closed`. */
export function hoursText(hours: WeekHours): string {
  const groups: { days: Day[]; text: string }[] = [];
  for (const day of week) {
    const text = intervalsText(hours[day] ?? []);
    const last = groups.at(-1);
    if (last?.text === text) last.days.push(day);
    else groups.push({ days: [day], text });
  }
  return groups.map(({ days, text }) => `${daysText(days)} ${text}`).join('; ');
}

/** The intervals of one day in words; `closed` when there are none. */
export function intervalsText(intervals: readonly (readonly [string, string])[]): string {
  return intervals.length === 0 ? 'closed' : intervals.map(([from, to]) => `${from}–${to}`).join(', ');
}

/** A holiday in words, such as `2026-12-24 Christmas Eve (09:00–13:00)`. */
export function holidayText(holiday: string | Holiday): string {
  if (typeof holiday === 'string') return holiday;
  const open = holiday.open === undefined || holiday.open.length === 0 ? '' : ` (open ${intervalsText(holiday.open)})`;
  return `${holiday.date}${holiday.name === undefined ? '' : ` ${holiday.name}`}${open}`;
}

/**
 * The days a text names with their hours, such as `mon-fri 9:00-12:30,13:30-17:30; sat closed`. Days that it does not name are not in the answer.
 * Throws `invalid_input` with what was not understood.
 */
export function readHours(text: string): WeekHours {
  const hours: WeekHours = {};
  for (const part of partsOf(text)) {
    for (const day of part.days) hours[day] = part.intervals;
  }
  if (Object.keys(hours).length === 0) throw notHours(text);
  return hours;
}

/** The intervals of one day, such as `9-12:30,13:30-17:30`; `closed` is none. Throws `invalid_input`. */
export function readIntervals(text: string): Intervals {
  const said = text.trim().toLowerCase();
  if (/^(closed|none|off|-)$/.test(said)) return [];
  if (/^(24h|24\/7|open|all day)$/.test(said)) return [['00:00', '24:00']];
  return said.split(',').map((one) => {
    const found = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|to|until)\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(one);
    if (found === null) throw notHours(one);
    return [clockTime(found[1], found[2], one), clockTime(found[3], found[4], one)];
  });
}

/** Each `;` or line begins a new group of days; inside one, the days come first. */
function partsOf(text: string): { days: Day[]; intervals: Intervals }[] {
  return text
    .split(/[;\n]/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const found = /^(.+?)\s*:?\s+((?:\d|closed\b|none\b|off\b|open\b|all day\b).*)$/is.exec(part);
      if (found === null) throw notHours(part);
      return { days: readDays(found[1] ?? '', part), intervals: readIntervals(found[2] ?? '') };
    });
}

function readDays(text: string, part: string): Day[] {
  const said = text.trim().toLowerCase();
  if (allWeek.has(said.replace(/\s/g, ''))) return [...week];
  if (/^(weekdays?|working days)$/.test(said)) return week.slice(0, 5);
  if (/^weekends?$/.test(said)) return week.slice(5);
  const lists = said.replace(/\s*(?:-|–|—|\bto\b)\s*/g, '-').replace(/\s*(?:,|\band\b)\s*|\s+/g, ',');
  return lists.split(',').flatMap((piece) => {
    const [from, to, ...more] = piece.split('-');
    if (from === undefined || from === '' || more.length > 0) throw notHours(part);
    return to === undefined ? [dayOf(from, part)] : dayRange(dayOf(from, part), dayOf(to, part));
  });
}

/** `fri-mon` runs over the week's end. */
function dayRange(from: Day, to: Day): Day[] {
  const days: Day[] = [from];
  for (let at = week.indexOf(from); week[at] !== to; at = (at + 1) % 7) days.push(week[(at + 1) % 7] ?? to);
  return days;
}

function dayOf(name: string, part: string): Day {
  const found = week.find((day) => name.length >= 2 && longName(day).startsWith(name));
  if (found === undefined) throw notHours(part);
  return found;
}

function longName(day: Day): string {
  return { '1': 'monday', '2': 'tuesday', '3': 'wednesday', '4': 'thursday', '5': 'friday', '6': 'saturday', '0': 'sunday' }[day];
}

function clockTime(hour: string | undefined, minute: string | undefined, shown: string): string {
  const [h, m] = [Number(hour), Number(minute ?? '0')];
  if (h > 24 || m > 59 || (h === 24 && m > 0)) throw notHours(shown);
  return `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
}

function daysText(days: readonly Day[]): string {
  const names = days.map((day) => shortNames[day]);
  if (days.length === 7) return 'daily';
  return names.length > 2 ? `${names[0]}–${names.at(-1)}` : names.join(', ');
}

function notHours(text: string): AppError {
  const shown = text.trim().slice(0, 60);
  return new AppError('invalid_input', {
    message: 'opening hours not understood',
    userMessage: `“${shown}” are no opening hours. Write the days and then 24-hour times, for example mon-fri 9:00-12:30,13:30-17:30; sat closed.`,
  });
}
