/** Counts what comes from each key in windows of a minute. */
export type RateLimit = { allows(key: string, now: number): boolean };

const windowMs = 60_000;
/** Keys remembered at once; beyond that the oldest window is forgotten, never the memory of the process. */
const mostKeys = 10_000;

/** At most `perMinute` of each key in a minute, in this process. `now` is epoch ms. */
export function createRateLimit(perMinute: number): RateLimit {
  const windows = new Map<string, { from: number; count: number }>();
  return {
    allows: (key, now) => {
      const known = windows.get(key);
      const current = known !== undefined && now - known.from < windowMs ? known : { from: now, count: 0 };
      current.count += 1;
      windows.delete(key);
      windows.set(key, current);
      const [oldest] = windows.keys();
      if (windows.size > mostKeys && oldest !== undefined) windows.delete(oldest);
      return current.count <= perMinute;
    },
  };
}
