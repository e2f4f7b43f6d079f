/** Gives numbers from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number;

/** Pseudo-random numbers that depend on the seed alone (mulberry32). Not for secrets. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Puts the first `count` items in a random order, in place (Fisher–Yates). */
export function shuffle<Item>(items: { [at: number]: Item }, count: number, random: Random): void {
  for (let at = count - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const kept = items[at] as Item;
    items[at] = items[other] as Item;
    items[other] = kept;
  }
}
