import { AppError } from '../errors.ts';
import type { CalendarHours, Holiday } from './calendar.types.ts';
import { type Zone, zoneOf } from './time-zone.rules.ts';

/** Half-open, in minutes from the local midnight; none reaches past 1,440, for what runs past midnight is split there. */
export type MinuteSpan = { from: number; to: number };

/** A calendar made ready for counting: spans of each weekday and of the dates that have their own, sorted and merged. */
export type CompiledCalendar = {
  zone: Zone;
  week: readonly MinuteSpan[][];
  /** By local day: days since 1970-01-01. */
  dates: ReadonlyMap<number, MinuteSpan[]>;
  /** Days that are holidays, whether or not they have hours of their own. */
  holidays: ReadonlySet<number>;
  /** What `dayStretches` has worked out, by local day. */
  days: Map<number, [number, number][]>;
};

/** Days between two dates of ISO form are differences of this. */
export const dayLength = 86_400_000;
const minutesOfDay = 1440;
const mostCalendars = 1000;

const byObject = new WeakMap<CalendarHours, CompiledCalendar>();
const byText = new Map<string, CompiledCalendar>();

/**
 * Compiles a calendar once, however often it is asked for: the object must not change afterwards. Intervals need no order and may overlap. Throws
 * `invalid_input` that names what to change for an unknown zone, a malformed or empty interval, an unknown weekday and an impossible date.
 */
export function compileCalendar(calendar: CalendarHours): CompiledCalendar {
  const known = byObject.get(calendar);
  if (known !== undefined) return known;
  const text = JSON.stringify([calendar.timeZone, calendar.hours, calendar.holidays]);
  const compiled = byText.get(text) ?? compile(calendar);
  if (byText.size >= mostCalendars) byText.clear();
  byText.set(text, compiled);
  byObject.set(calendar, compiled);
  return compiled;
}

function compile(calendar: CalendarHours): CompiledCalendar {
  const zone = zoneOf(calendar.timeZone);
  const week = weekSpans(calendar).map(mergeSpans);
  const holidays = holidaysByDay(calendar);
  return { zone, week, holidays: new Set(holidays.keys()), dates: dateSpans(week, holidays), days: new Map() };
}

/** The spans of the seven weekdays, Sunday first, as written but split at midnight: neither sorted nor merged. Throws like `compileCalendar`. */
export function weekSpans(calendar: CalendarHours): MinuteSpan[][] {
  const week: MinuteSpan[][] = Array.from({ length: 7 }, () => []);
  for (const [name, intervals] of Object.entries(calendar.hours)) {
    if (!/^[0-6]$/.test(name)) throw refused(`“${name}” is not a weekday. Use "0" for Sunday to "6" for Saturday.`);
    for (const interval of intervals) {
      const [today, tomorrow] = spansOf(interval);
      week[Number(name)]?.push(today);
      if (tomorrow !== null) week[(Number(name) + 1) % 7]?.push(tomorrow);
    }
  }
  return week;
}

/** The holidays by local day, bare dates as closed ones; of two for one day the later one counts. Throws `invalid_input` for an impossible date. */
export function holidaysByDay(calendar: CalendarHours): Map<number, Holiday> {
  return new Map(
    calendar.holidays.map((entry) => {
      const holiday = typeof entry === 'string' ? { date: entry } : entry;
      return [dayOf(holiday.date), holiday];
    }),
  );
}

/** The local day of an ISO date. Throws `invalid_input` when there is no such date. */
export function dayOf(date: string): number {
  const at = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date)
    throw refused(`“${date}” is not a date. Write it as 2026-12-25.`);
  return at / dayLength;
}

/** An interval as the part of its own day and, when it runs past midnight, the part of the next. Throws `invalid_input` for what is none. */
export function spansOf([open, close]: readonly [string, string]): [MinuteSpan, MinuteSpan | null] {
  const [from, to] = [minuteOf(open), minuteOf(close)];
  if (from === null || to === null || from === minutesOfDay)
    throw refused(`“${open}–${close}” is not an interval. Write 24-hour times such as 09:00–17:30; 24:00 may only be its end.`);
  if (from === to) throw refused(`The interval ${open}–${close} is empty. Write 00:00–24:00 for a whole day.`);
  if (from < to) return [{ from, to }, null];
  return [{ from, to: minutesOfDay }, to === 0 ? null : { from: 0, to }];
}

/** The same time without overlaps, in order. Spans that touch become one. */
export function mergeSpans(spans: readonly MinuteSpan[]): MinuteSpan[] {
  const merged: MinuteSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/** 0 is Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

function dateSpans(week: readonly MinuteSpan[][], holidays: Map<number, Holiday>): Map<number, MinuteSpan[]> {
  const dates = new Map<number, MinuteSpan[]>([...holidays.keys()].map((day) => [day, []]));
  for (const [day, { open = [] }] of holidays) {
    for (const interval of open) {
      const [today, tomorrow] = spansOf(interval);
      dates.get(day)?.push(today);
      // A holiday keeps its own hours only: what runs over from the evening before is closed.
      if (tomorrow === null || holidays.has(day + 1)) continue;
      dates.set(day + 1, [...(dates.get(day + 1) ?? week[weekdayOf(day + 1)] ?? []), tomorrow]);
    }
  }
  for (const [day, spans] of dates) dates.set(day, mergeSpans(spans));
  return dates;
}

function minuteOf(time: unknown): number | null {
  const match = /^(\d\d):(\d\d)$/.exec(typeof time === 'string' ? time : '');
  const [hours, minutes] = [Number(match?.[1]), Number(match?.[2])];
  const total = hours * 60 + minutes;
  return match !== null && minutes < 60 && total <= minutesOfDay ? total : null;
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: `calendar refused: ${userMessage}`, userMessage });
}
