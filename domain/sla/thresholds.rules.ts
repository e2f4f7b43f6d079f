import type { Level, Metric, Terms } from './sla.types.ts';

/** A level and the open time at which it is reached. */
export type Threshold = { level: Level; ms: number };

const minute = 60_000;

/** The target of a metric under these terms in minutes; null when there is none. */
export function targetOf(terms: Terms | null, priority: string, metric: Metric): number | null {
  const targets = terms !== null && Object.hasOwn(terms.targets, priority) ? terms.targets[priority] : undefined;
  return targets?.[metric] ?? null;
}

/** The levels of a target in the order in which they are reached; the target is the last. A percentage of 100 or more adds nothing to it. */
export function thresholdsOf(minutes: number | null, terms: Terms | null): Threshold[] {
  if (minutes === null) return [];
  const target = wholeMs(minutes * minute);
  const early = (level: Level, percent: number | null | undefined): Threshold[] => {
    const ms = wholeMs((minutes * minute * (percent ?? 0)) / 100);
    return ms > 0 && ms < target ? [{ level, ms }] : [];
  };
  const warnings = [...early('warning', terms?.warningPercent), ...early('critical', terms?.criticalPercent)];
  return [...warnings.sort((a, b) => a.ms - b.ms), { level: 'breach', ms: target }];
}

/** True when both are reached at the same times. */
export function sameThresholds(a: readonly Threshold[], b: readonly Threshold[]): boolean {
  return a.length === b.length && a.every((one, index) => one.level === b[index]?.level && one.ms === b[index]?.ms);
}

// Instants are whole milliseconds. Cut first: 0.1 minutes are 6000.000000000001 ms in floating point.
function wholeMs(ms: number): number {
  return Math.ceil(Math.round(ms * 1000) / 1000);
}
