import { projectedInstant } from './book-time.rules.ts';
import {
  addPause,
  firstTarget,
  isReached,
  type LiveClock,
  openPause,
  pass,
  passReached,
  pausedBy,
  type Situation,
  stand,
} from './live-clock.rules.ts';
import type { CalendarBook, Metric, Stretch, TargetVersion } from './sla.types.ts';
import { sameThresholds, thresholdsOf } from './thresholds.rules.ts';

const solved = ['resolved', 'solved', 'closed'];
const abandoned = 'cancelled';

/** Meets a clock that waits for an answer; one that was met stays as it was. */
export function meetClock(clock: LiveClock, at: number): void {
  if (clock.ended === 'met') return;
  if (clock.ended === 'stopped') leaveGap(clock, at);
  endClock(clock, 'met', at);
  clock.metAt = at;
}

/** Ends a clock, or lets it go on, as the new status says. What was met by an answer stays met. */
export function moveStatus(clock: LiveClock, now: Situation, at: number, before: Situation, book: CalendarBook): void {
  const ending = endingOf(clock.metric, now.status);
  if (clock.ended === 'met' && clock.metric !== 'resolution') return;
  if (clock.ended === null) {
    if (ending !== null) endClock(clock, ending, at);
  } else if (ending === null) resumeClock(clock, now, at, before, book);
  else if (clock.ended === 'stopped' && ending === 'met') {
    leaveGap(clock, at);
    endClock(clock, ending, at);
  }
  if (ending === 'met') clock.metAt ??= at;
  if (ending !== null) openGap(clock, now.status, at);
}

/**
 * Gives a clock that has not ended the target of the situation; the start stays (`helpdesk.md` 2.2.9). Nothing changes when all its levels are the same.
 * Which levels that puts into the past is decided when the instant is settled.
 */
export function changeTarget(clock: LiveClock, now: Situation, at: number, before: Situation, book: CalendarBook): void {
  const wanted = firstTarget(clock.metric, at, now);
  const thresholds = thresholdsOf(wanted.minutes, now.terms);
  if (sameThresholds(thresholds, clock.thresholds)) return;
  const last = clock.targets.at(-1) as TargetVersion;
  if (clock.isFresh) clock.targets = [{ ...wanted, from: clock.startedAt }];
  else if (clock.isChanged && last.from === at) clock.targets[clock.targets.length - 1] = { ...wanted, version: last.version };
  else {
    last.due = dueOf(clock, book, before.calendar, at);
    clock.targets.push({ ...wanted, version: last.version + 1 });
  }
  clock.thresholds = thresholds;
  clock.next = 0;
  clock.isChanged = !clock.isFresh;
}

/** Decides what is reached at an instant after everything that happened at it. */
export function settle(clock: LiveClock, now: Situation, at: number): void {
  if (clock.ended === null) {
    stand(clock, pausedBy(clock.metric, now), at);
    if (clock.isChanged) settleChange(clock, at);
    passReached(clock, at);
  } else {
    stand(clock, null, at);
    clock.isOverdue &&= isReached(clock, clock.thresholds.at(-1));
    if (clock.endedAt === at) clock.endCalendar = now.calendar;
  }
  clock.isFresh = false;
}

/**
 * When the consumed time reached the target, or would reach it when the clock ran on from `from` (from its end, if it has ended). Null without a target,
 * without open time ahead, and while paused short of the target.
 */
export function dueOf(clock: LiveClock, book: CalendarBook, calendar: string | null, from: number): number | null {
  const target = clock.thresholds.at(-1)?.ms;
  if (target === undefined) return null;
  if (clock.consumedMs >= target) return reachedAt(clock, target);
  if (clock.ended !== null) return projectedInstant(book, clock.endCalendar, clock.endedAt, target - clock.consumedMs);
  return openPause(clock) === null ? projectedInstant(book, calendar, from, target - clock.consumedMs) : null;
}

function settleChange(clock: LiveClock, at: number): void {
  const wasOverdue = clock.isOverdue;
  const highest = clock.thresholds.findLastIndex((threshold) => isReached(clock, threshold));
  const isBreach = clock.thresholds[highest]?.level === 'breach';
  clock.isChanged = false;
  clock.isOverdue = isBreach;
  clock.next = highest + 1;
  if (highest >= 0 && !(isBreach && wasOverdue)) pass(clock, highest, at, 'target changed');
}

function endingOf(metric: Metric, status: string): 'met' | 'stopped' | null {
  if (status === abandoned) return 'stopped';
  return metric === 'resolution' && solved.includes(status) ? 'met' : null;
}

function endClock(clock: LiveClock, ending: 'met' | 'stopped', at: number): void {
  stand(clock, null, at);
  clock.ended = ending;
  clock.endedAt = at;
}

function openGap(clock: LiveClock, status: string, at: number): void {
  closeGap(clock, at);
  clock.gap.push({ from: at, to: null, why: status });
}

function closeGap(clock: LiveClock, at: number): void {
  const last = clock.gap.at(-1);
  if (last !== undefined) last.to = at;
  clock.gap = clock.gap.filter((pause) => pause.from !== pause.to);
}

function leaveGap(clock: LiveClock, at: number): void {
  closeGap(clock, at);
  for (const pause of clock.gap) addPause(clock, pause);
  clock.gap = [];
}

/** The same cycle goes on: the time since the end was a pause, the target is the one of today. */
function resumeClock(clock: LiveClock, now: Situation, at: number, before: Situation, book: CalendarBook): void {
  if (!clock.isFresh) changeTarget(clock, now, at, before, book);
  leaveGap(clock, at);
  clock.ended = null;
  clock.metAt = null;
  if (!clock.isFresh) clock.countedTo = at;
}

function reachedAt(clock: LiveClock, target: number): number {
  let left = target;
  for (const { from, to } of clock.proof as readonly Stretch[]) {
    if (to - from >= left) return left === 0 ? clock.startedAt : from + left;
    left -= to - from;
  }
  return clock.startedAt;
}
