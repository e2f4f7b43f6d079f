/**
 * A watch over many short readings: `run` takes the time of one, `milliseconds` is the longest so far, rounded to a hundredth. `run` reads three
 * times and keeps the shortest, because other programs of a busy machine take their turns too.
 */
export type Slowest = { run<T>(read: () => T): T; runAsync<T>(read: () => Promise<T>): Promise<T>; milliseconds(): number };

const tries = 3;

/** A new watch. The first reading of a process also pays for compiling the code, so cases are read once beforehand by those who compare. */
export function slowest(): Slowest {
  let longest = 0;
  const keep = (took: number): void => {
    longest = Math.max(longest, took);
  };
  return {
    run: (read) => {
      let shortest = Number.POSITIVE_INFINITY;
      for (let again = 1; again < tries; again++) shortest = Math.min(shortest, timed(read).took);
      const last = timed(read);
      keep(Math.min(shortest, last.took));
      return last.result;
    },
    runAsync: async (read) => {
      const startedAt = performance.now();
      const result = await read();
      keep(performance.now() - startedAt);
      return result;
    },
    milliseconds: () => Math.round(longest * 100) / 100,
  };
}

function timed<T>(read: () => T): { result: T; took: number } {
  const startedAt = performance.now();
  const result = read();
  return { result, took: performance.now() - startedAt };
}
