import type { Clock } from '../../../domain/sla/sla.types.ts';
import type { Verdict } from './second-calculator.ts';

/** The engine's answer in the shape both share; instants in ms, which is finer than the second that is asked for. */
export function verdictOf(clock: Clock): Verdict {
  const { state, due, metAt, isOverdue, consumedMs, pausedMs, next } = clock;
  return {
    clock: `${clock.metric} ${clock.cycle}`,
    state,
    due,
    metAt,
    isOverdue,
    consumedMs,
    pausedMs,
    breaches: clock.breaches.map(({ at, reason, targetVersion }) => `${at} ${reason} ${targetVersion}`),
    passed: clock.passed.map(({ level, at, reason, targetVersion }) => `${level} ${at} ${reason} ${targetVersion}`),
    next: next === null ? null : `${next.level} ${next.at}`,
  };
}
