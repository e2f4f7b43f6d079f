import type { FuzzGround } from './fuzz-world.ts';
import { type Interleaving, runInterleaving } from './interleaving.ts';

/** Several go on at a time: most of an interleaving is waiting. Connections a database needs for them. */
export const fuzzLanes = 4;
export const fuzzPool = 24;

/** Sums over interleavings. */
export type FuzzTotals = { interleavings: number; acts: number; refused: number; alerts: number; faulty: Interleaving[] };

/** Runs the interleavings of so many seeds from the first on, and stops early at the tenth that has faults. `each` is told of every one that is done. */
export async function runInterleavings(
  ground: FuzzGround,
  { count, firstSeed }: { count: number; firstSeed: number },
  each: (result: Interleaving, totals: FuzzTotals) => void = () => undefined,
): Promise<FuzzTotals> {
  const totals: FuzzTotals = { interleavings: 0, acts: 0, refused: 0, alerts: 0, faulty: [] };
  let next = firstSeed;
  const lane = async (): Promise<void> => {
    while (next < firstSeed + count && totals.faulty.length < 10) {
      const seed = next;
      next += 1;
      const result = await runInterleaving(ground, seed);
      totals.interleavings += 1;
      for (const key of ['acts', 'refused', 'alerts'] as const) totals[key] += result[key];
      if (result.faults.length > 0) totals.faulty.push(result);
      each(result, totals);
    }
  };
  await Promise.all(Array.from({ length: fuzzLanes }, lane));
  return totals;
}
