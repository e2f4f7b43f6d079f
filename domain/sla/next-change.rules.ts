import { dayAfter, localInstant } from '../calendars/local-day.rules.ts';
import { earliest } from '../earliest.rules.ts';
import type { ContractLine, PolicyInForce } from './policy-in-force.types.ts';

/**
 * The next instant at which the choice of a policy may change by itself: a version takes effect, or a contract begins or has ended at a midnight of the tenant's
 * zone. Null when nothing lies ahead. `today` is the tenant's local date.
 */
export function nextChangeAt(
  versions: readonly PolicyInForce[],
  contracts: readonly ContractLine[],
  { now, today, timeZone }: { now: Date; today: string; timeZone: string },
): Date | null {
  const effects = versions.map((version) => version.effectiveFrom).filter((at) => at > now);
  const begins = contracts.filter(({ startsOn }) => startsOn > today).map(({ startsOn }) => localInstant(startsOn, '00:00', timeZone));
  const ends = contracts.flatMap(({ endsOn }) =>
    endsOn === null || endsOn < today ? [] : [localInstant(dayAfter(endsOn, 1), '00:00', timeZone)],
  );
  return earliest([...effects, ...begins, ...ends]);
}
