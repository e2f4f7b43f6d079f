/** Runs the work when a place is free; callers wait in the order they came. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/** At most `places` works at a time. Waiting callers hold nothing, which is how a full database slows the doors down instead of falling over. */
export function limitConcurrency(places: number): Limit {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
