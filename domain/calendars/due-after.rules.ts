import type { CalendarHours } from './calendar.types.ts';
import { compileCalendar } from './compile-calendar.rules.ts';
import { eachOpen, type OpenStretch } from './open-stretches.rules.ts';

/** No due time lies further ahead than this: a hundred years, in ms. */
export const furthestDue = 100 * 365.25 * 86_400_000;

/**
 * The earliest instant at which `targetMs` of open time have passed since `start`, pauses left out (they may overlap and need no order): the closing
 * instant, never the next opening (`helpdesk.md` 2.2.2). A target of 0 is due at `start`. Null when the calendar stays closed for `searchHorizonDays` or the
 * instant lies beyond `furthestDue`. Throws like `compileCalendar`.
 */
export function dueAfter(calendar: CalendarHours, start: number, targetMs: number, pauses: readonly OpenStretch[] = []): number | null {
  const open = eachOpen(compileCalendar(calendar), start, Number.POSITIVE_INFINITY);
  return instantOfReaching(withoutPauses(open, pauses), start, targetMs);
}

/** The instant at which `targetMs` of these stretches have passed; `start` for 0. Null when they end before that or lie beyond `furthestDue`. */
export function instantOfReaching(stretches: Iterable<OpenStretch>, start: number, targetMs: number): number | null {
  if (targetMs <= 0) return start;
  let left = targetMs;
  for (const { from, to } of stretches) {
    if (from - start > furthestDue) return null;
    if (to - from >= left) return from + left;
    left -= to - from;
  }
  return null;
}

function* withoutPauses(stretches: Iterable<OpenStretch>, pauses: readonly OpenStretch[]): Generator<OpenStretch> {
  const sorted = [...pauses].sort((a, b) => a.from - b.from);
  let next = 0;
  let pausedTo = Number.NEGATIVE_INFINITY;
  for (const { from, to } of stretches) {
    let cursor = Math.max(from, Math.min(pausedTo, to));
    for (let pause = sorted[next]; pause !== undefined && pause.from < to; pause = sorted[next]) {
      if (pause.from > cursor) yield { from: cursor, to: pause.from };
      pausedTo = Math.max(pausedTo, pause.to);
      cursor = Math.max(cursor, Math.min(pausedTo, to));
      next += 1;
    }
    if (cursor < to) yield { from: cursor, to };
  }
}
