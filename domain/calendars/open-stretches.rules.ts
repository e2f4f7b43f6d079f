import type { CalendarHours } from './calendar.types.ts';
import { type CompiledCalendar, compileCalendar, dayLength, weekdayOf } from './compile-calendar.rules.ts';

/** Half-open, instants in epoch ms. */
export type OpenStretch = { from: number; to: number };

/** How long a search goes on without meeting any open time: five years and a little. */
export const searchHorizonDays = 1830;

const minute = 60_000;
const mostDays = 20_000;

/**
 * The open time of a calendar in [from, until), in order; stretches that touch are one. Wall times that clocks skip stand for the end of the gap; of wall
 * times shown twice an opening takes the first, a closing the last (`helpdesk.md` 2.2.3). Throws like `compileCalendar`.
 */
export function* openStretches(calendar: CalendarHours, from: number, until: number): Generator<OpenStretch> {
  let waiting: OpenStretch | null = null;
  for (const stretch of eachOpen(compileCalendar(calendar), from, until)) {
    if (waiting !== null && waiting.to === stretch.from) waiting.to = stretch.to;
    else {
      if (waiting !== null) yield waiting;
      waiting = stretch;
    }
  }
  if (waiting !== null) yield waiting;
}

/** True when the calendar has any open time in [from, until). Throws like `compileCalendar`. */
export function hasOpenTime(calendar: CalendarHours, from: number, until: number): boolean {
  return eachOpen(compileCalendar(calendar), from, until).next().done !== true;
}

/**
 * The open time in [from, until) day by day: in order, never overlapping, and not merged, so that it may be asked without an end. With `until` Infinity it
 * ends after `searchHorizonDays` without open time.
 */
export function* eachOpen(calendar: CompiledCalendar, from: number, until: number): Generator<OpenStretch> {
  let cursor = from;
  let closedDays = 0;
  // A closing at a midnight that is shown twice reaches into the next date.
  for (let day = localDay(calendar, from) - 1; ; day += 1) {
    const stretches = dayStretches(calendar, day);
    closedDays = stretches.length === 0 ? closedDays + 1 : 0;
    if (closedDays > searchHorizonDays && until === Number.POSITIVE_INFINITY) return;
    for (const [opens, closes] of stretches) {
      if (opens >= until) return;
      const stretch = { from: Math.max(opens, cursor), to: Math.min(closes, until) };
      if (stretch.from >= stretch.to) continue;
      cursor = stretch.to;
      yield stretch;
    }
    // A day is over in every zone thirteen hours after it is in UTC.
    if (stretches.length === 0 && day * dayLength - dayLength > until) return;
  }
}

function localDay(calendar: CompiledCalendar, instant: number): number {
  return Math.floor((instant + calendar.zone.offsetAt(instant)) / dayLength);
}

function dayStretches(calendar: CompiledCalendar, day: number): [number, number][] {
  const known = calendar.days.get(day);
  if (known !== undefined) return known;
  if (calendar.days.size >= mostDays) calendar.days.clear();
  const made = makeDay(calendar, day);
  calendar.days.set(day, made);
  return made;
}

function makeDay(calendar: CompiledCalendar, day: number): [number, number][] {
  const stretches: [number, number][] = [];
  for (const span of calendar.dates.get(day) ?? calendar.week[weekdayOf(day)] ?? []) {
    const from = calendar.zone.occurrencesOf(day * dayLength + span.from * minute).first;
    const to = closingOf(calendar, day, span.to);
    const last = stretches.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (from < to) stretches.push([from, to]);
  }
  return stretches;
}

// The second showing of a midnight lies in the next date, which a holiday closes or gives hours of its own.
function closingOf(calendar: CompiledCalendar, day: number, closes: number): number {
  const { first, last } = calendar.zone.occurrencesOf(day * dayLength + closes * minute);
  return closes * minute === dayLength && calendar.holidays.has(day + 1) ? first : last;
}
