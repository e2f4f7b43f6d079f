import type { StaffUserId } from '../ids.types.ts';

/** Somebody who could get a ticket now. `load` is the weight of their open and started tickets. */
export type Candidate = { id: StaffUserId; name: string; load: number };

/** What a ticket weighs in somebody's load, by priority (`domain.md` 3.6). */
export const loadWeights = { urgent: 4, high: 3, medium: 2, low: 1 } as const;

/**
 * Whose turn it is: the first by id after the one who was dealt to last, whether or not that one is a candidate now. So an absent person is passed by and
 * nobody's turn is lost. Null when there is nobody.
 */
export function nextInTurn(candidates: readonly Candidate[], last: StaffUserId | null): Candidate | null {
  const circle = candidates.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return circle.find((one) => last !== null && one.id > last) ?? circle[0] ?? null;
}

/** Who has the least to do; among equals the first by name, then by id. Null when there is nobody. */
export function leastLoaded(candidates: readonly Candidate[]): Candidate | null {
  const [first] = candidates.toSorted((a, b) => a.load - b.load || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
  return first ?? null;
}
