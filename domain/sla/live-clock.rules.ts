import { bookStretches } from './book-time.rules.ts';
import type { Breach, BreachReason, CalendarBook, Metric, Passed, Pause, Stretch, TargetVersion, Terms } from './sla.types.ts';
import { type Threshold, targetOf, thresholdsOf } from './thresholds.rules.ts';

/** What holds for a ticket from an instant on. */
export type Situation = { from: number; status: string; priority: string; terms: Terms | null; calendar: string | null };

/** A clock while its history is walked. It has counted up to `countedTo` and passed the thresholds before `next`. */
export type LiveClock = {
  metric: Metric;
  cycle: number;
  startedAt: number;
  countedTo: number;
  consumedMs: number;
  ended: 'met' | 'stopped' | null;
  endedAt: number;
  endCalendar: string | null;
  metAt: number | null;
  isOverdue: boolean;
  /** Started at the instant that is being worked on: what is said at that instant is its first target. */
  isFresh: boolean;
  /** Its target changed and the levels that this puts into the past are not decided yet. */
  isChanged: boolean;
  thresholds: readonly Threshold[];
  next: number;
  targets: TargetVersion[];
  breaches: Breach[];
  passed: Passed[];
  proof: Stretch[];
  pauses: Pause[];
  /** Statuses since the end: pauses, should the clock go on. */
  gap: Pause[];
};

/** A clock that begins to count at `startedAt` under the target of the situation. */
export function startClock(metric: Metric, cycle: number, startedAt: number, situation: Situation): LiveClock {
  const fresh = { ended: null, endedAt: startedAt, endCalendar: null, metAt: null, isOverdue: false, isFresh: true, isChanged: false };
  const lists = { breaches: [], passed: [], proof: [], pauses: [], gap: [] };
  const target = firstTarget(metric, startedAt, situation);
  const thresholds = thresholdsOf(target.minutes, situation.terms);
  return { metric, cycle, startedAt, countedTo: startedAt, consumedMs: 0, ...fresh, thresholds, next: 0, targets: [target], ...lists };
}

/** The first target of a clock, as of its start. */
export function firstTarget(metric: Metric, startedAt: number, situation: Situation): TargetVersion {
  const minutes = targetOf(situation.terms, situation.priority, metric);
  return { version: 1, from: startedAt, minutes, priority: situation.priority, terms: situation.terms?.ref ?? '', due: null };
}

/** Counts a clock up to `to`, each piece of the time by the situation of then. A threshold reached exactly at `to` is left to what happens there. */
export function countTo(clock: LiveClock, situations: readonly Situation[], book: CalendarBook, to: number): void {
  if (clock.isFresh && clock.startedAt < to) passReached(clock, clock.startedAt);
  const firstLater = situations.findIndex((situation) => situation.from > clock.countedTo);
  const start = Math.max(0, (firstLater === -1 ? situations.length : firstLater) - 1);
  for (let index = start; index < situations.length && clock.countedTo < to; index += 1) {
    const situation = situations[index] as Situation;
    const until = Math.min(to, situations[index + 1]?.from ?? to);
    stand(clock, pausedBy(clock.metric, situation), clock.countedTo);
    if (openPause(clock) === null) count(clock, bookStretches(book, situation.calendar, clock.countedTo, until), to);
    clock.countedTo = Math.max(clock.countedTo, until);
  }
}

/** The status that pauses this metric under the terms, or null. */
export function pausedBy(metric: Metric, { terms, status }: Situation): string | null {
  return terms?.pausing[metric]?.includes(status) === true ? status : null;
}

/** Lets a clock stand still for a reason, or run again for null. */
export function stand(clock: LiveClock, why: string | null, at: number): void {
  const open = openPause(clock);
  if ((open?.why ?? null) === why) return;
  if (open !== null) open.to = at;
  if (why !== null) addPause(clock, { from: at, to: null, why });
}

/** Adds a pause; one that goes on from the last for the same reason is the same pause. */
export function addPause(clock: LiveClock, pause: Pause): void {
  const last = clock.pauses.at(-1);
  if (last?.to === pause.from && last.why === pause.why) last.to = pause.to;
  else clock.pauses.push(pause);
}

/** The pause a clock is in. */
export function openPause(clock: LiveClock): Pause | null {
  const last = clock.pauses.at(-1);
  return last?.to === null ? last : null;
}

/** Marks a threshold as reached; the last one is the target itself. */
export function pass(clock: LiveClock, index: number, at: number, reason: BreachReason): void {
  const level = clock.thresholds[index]?.level;
  const targetVersion = clock.targets.length;
  if (level === undefined) return;
  clock.next = index + 1;
  clock.passed.push({ level, at, targetVersion, reason });
  if (level !== 'breach') return;
  clock.isOverdue = true;
  clock.breaches.push({ at, reason, targetVersion });
}

/** Passes every threshold that the consumed time has reached. */
export function passReached(clock: LiveClock, at: number): void {
  while (isReached(clock, clock.thresholds[clock.next])) pass(clock, clock.next, at, 'due passed');
}

/** True when the consumed time has reached it. */
export function isReached(clock: LiveClock, threshold: Threshold | undefined): boolean {
  return threshold !== undefined && threshold.ms <= clock.consumedMs;
}

function count(clock: LiveClock, stretches: Iterable<Stretch>, limit: number): void {
  for (const stretch of stretches) {
    const length = stretch.to - stretch.from;
    for (let left = leftToNext(clock); left <= length && stretch.from + left < limit; left = leftToNext(clock))
      pass(clock, clock.next, stretch.from + left, 'due passed');
    clock.consumedMs += length;
    const last = clock.proof.at(-1);
    if (last?.to === stretch.from && last.calendar === stretch.calendar) last.to = stretch.to;
    else clock.proof.push(stretch);
  }
}

function leftToNext(clock: LiveClock): number {
  return (clock.thresholds[clock.next]?.ms ?? Number.POSITIVE_INFINITY) - clock.consumedMs;
}
