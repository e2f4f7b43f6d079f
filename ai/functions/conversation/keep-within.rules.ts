/** What is kept of a row of messages: their places, oldest first, and how many were left out between the first and the second kept one. */
export type Kept = { places: number[]; leftOut: number };

/**
 * The first message and as many of the newest as fit the budget; what does not fit is left out oldest first, and the newest is kept whatever it costs. `costs` in the
 * order of the messages and in the unit of `budget`.
 */
export function keepWithin(costs: readonly number[], budget: number): Kept {
  const last = costs.length - 1;
  if (last < 0) return { places: [], leftOut: 0 };
  let left = budget - (costs[0] ?? 0) - (last > 0 ? (costs[last] ?? 0) : 0);
  let from = last;
  while (from > 1 && left >= (costs[from - 1] ?? 0)) {
    from -= 1;
    left -= costs[from] ?? 0;
  }
  const newest = Array.from({ length: last - from + 1 }, (_, i) => from + i);
  return last === 0 ? { places: [0], leftOut: 0 } : { places: [0, ...newest], leftOut: from - 1 };
}
