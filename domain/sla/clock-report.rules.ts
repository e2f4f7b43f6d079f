import { projectedInstant } from './book-time.rules.ts';
import { dueOf } from './clock-moves.rules.ts';
import { type LiveClock, openPause, type Situation } from './live-clock.rules.ts';
import type { CalendarBook, Clock, ClockReport, TargetVersion } from './sla.types.ts';

/** The clocks as of `until`, to which they have been counted. */
export function clockReport(clocks: readonly LiveClock[], now: Situation, book: CalendarBook, until: number): ClockReport {
  return { clocks: clocks.map((clock) => reportOf(clock, now, book, until)), until };
}

function reportOf(clock: LiveClock, now: Situation, book: CalendarBook, until: number): Clock {
  const due = dueOf(clock, book, now.calendar, until);
  const target = { ...(clock.targets.at(-1) as TargetVersion), due };
  const { metric, cycle, startedAt, consumedMs, metAt, isOverdue, breaches, passed, proof, pauses } = clock;
  return {
    metric,
    cycle,
    startedAt,
    state: clock.ended ?? (openPause(clock) === null ? 'running' : 'paused'),
    targetMinutes: target.minutes,
    targetVersion: target.version,
    consumedMs,
    pausedMs: pauses.reduce((sum, pause) => sum + (pause.to ?? until) - pause.from, 0),
    due,
    metAt,
    isOverdue,
    breaches,
    passed,
    next: nextLevel(clock, now, book, until),
    targets: [...clock.targets.slice(0, -1), target],
    proof,
    pauses,
  };
}

function nextLevel(clock: LiveClock, now: Situation, book: CalendarBook, until: number): Clock['next'] {
  const threshold = clock.thresholds[clock.next];
  if (threshold === undefined || clock.ended !== null || openPause(clock) !== null) return null;
  const at = projectedInstant(book, now.calendar, until, threshold.ms - clock.consumedMs);
  return at === null ? null : { level: threshold.level, at };
}
