import type { Token } from './tokens.rules.ts';

/** The sources as one row of tokens; units and clauses are counted on from one to the next. */
export type Row = readonly Token[];
/** A token of the sentence and the place in the row that it is taken from. */
export type Pair = { said: number; shown: number };
/** How a place in the sources follows on the one before. */
export type Step = 'on' | 'over' | 'apart' | 'back' | 'far';

/** The tokens of several sources in one row. */
export function rowOf(sources: readonly (readonly Token[])[]): Token[] {
  const row: Token[] = [];
  for (const tokens of sources) {
    const last = row.at(-1);
    const [clause, unit] = last === undefined ? [0, 0] : [last.clause + 1, last.unit + 1];
    for (const token of tokens) row.push({ ...token, clause: token.clause + clause, unit: token.unit + unit });
  }
  return row;
}

const longestHead = 3;

/**
 * From one place of the row to another: `on` within a clause, `over` into another clause of its sentence from that clause's first word (or with nothing left out between),
 * `apart` into the middle of another clause, `back` before the last place, `far` into another sentence.
 */
export function stepOf(row: Row, from: number, to: number, counts: (token: Token) => boolean): Step {
  const [one, other] = [row[from] as Token, row[to] as Token];
  if (one.unit !== other.unit) return 'far';
  if (to <= from) return 'back';
  if (one.clause === other.clause) return 'on';
  // “Printer hangs: switch it off”: what stands behind a colon is said of what stands before it.
  const isHead = (): boolean => row.filter((token) => token.clause === one.clause && counts(token)).length <= longestHead;
  if (other.colons === one.colons + 1 && other.clause === one.clause + 1 && isHead()) return 'over';
  const between = row.slice(from + 1, to).filter(counts);
  return between.length === 0 || between.every(({ clause }) => clause !== other.clause) ? 'over' : 'apart';
}

// What a step costs within a clause of the sentence and at its boundaries; a far one is worst.
const costs: Readonly<Record<Step, readonly [number, number]>> = {
  on: [0, 0],
  over: [0.05, 0.02],
  apart: [10, 0.1],
  back: [3, 0.5],
  far: [12, 0.9],
};

/** Where each of the wanted tokens is taken from, so that as little as possible is out of its order. `placesOf`: the places a token may be taken from. */
export function align(
  said: readonly Token[],
  wanted: readonly number[],
  row: Row,
  placesOf: (at: number) => readonly number[],
  counts: (token: Token) => boolean,
): Pair[] {
  type Way = { cost: number; pairs: Pair[] };
  let ways: Way[] = [{ cost: 0, pairs: [] }];
  for (const at of wanted) {
    const places = placesOf(at);
    if (places.length === 0) continue;
    ways = places.map((place) => {
      let best: Way | null = null;
      for (const way of ways) {
        const cost = way.cost + costOf(said, at, row, way.pairs.at(-1), place, counts);
        if (best === null || cost < best.cost) best = { cost, pairs: way.pairs };
      }
      return { cost: best?.cost ?? 0, pairs: [...(best?.pairs ?? []), { said: at, shown: place }] };
    });
  }
  return ways.reduce((one, other) => (other.cost < one.cost ? other : one)).pairs;
}

function costOf(
  said: readonly Token[],
  at: number,
  row: Row,
  last: Pair | undefined,
  place: number,
  counts: (token: Token) => boolean,
): number {
  if (last === undefined) return 0;
  const boundary = said[last.said]?.clause === said[at]?.clause ? 0 : 1;
  return costs[stepOf(row, last.shown, place, counts)][boundary] + Math.abs(place - last.shown) * 0.001;
}
