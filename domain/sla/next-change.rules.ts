import { zoneOf } from '../calendars/time-zone.rules.ts';
import type { ContractLine, PolicyInForce } from './policy-in-force.types.ts';

const dayMs = 86_400_000;

/**
 * The next instant at which the choice of a policy may change by itself: a version takes effect, or a contract begins or has ended at a midnight of the tenant's
 * zone. Null when nothing lies ahead. `today` is the tenant's local date.
 */
export function nextChangeAt(
  versions: readonly PolicyInForce[],
  contracts: readonly ContractLine[],
  { now, today, timeZone }: { now: Date; today: string; timeZone: string },
): Date | null {
  const effects = versions.map((version) => version.effectiveFrom.getTime()).filter((at) => at > now.getTime());
  const begins = contracts.filter(({ startsOn }) => startsOn > today).map(({ startsOn }) => midnight(startsOn, 0, timeZone));
  const ends = contracts.flatMap(({ endsOn }) => (endsOn === null || endsOn < today ? [] : [midnight(endsOn, 1, timeZone)]));
  const ahead = [...effects, ...begins, ...ends];
  return ahead.length === 0 ? null : new Date(Math.min(...ahead));
}

/** The earlier of two instants; null is never. */
export function earlierOf(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function midnight(date: string, daysLater: number, timeZone: string): number {
  return zoneOf(timeZone).occurrencesOf(Date.parse(`${date}T00:00:00Z`) + daysLater * dayMs).first;
}
