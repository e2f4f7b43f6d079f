/** How long a worker holds a job without a sign of life, in ms. */
export const leaseMs = 15_000;
/** How often a worker gives that sign, in ms: three may be lost. */
export const renewEveryMs = 4_000;

/** Attempts at a job, by whatever worker; then it ends without a model. */
export const mostAttempts = 3;

/**
 * A job that was taken this often and never ended is given up untouched: whoever takes it dies of it, or stands still until its lease is over. Above `mostAttempts`,
 * for workers are also restarted for other reasons.
 */
export const mostTakings = 6;

/** How long the next attempt waits, in ms: longer each time, and never sooner than the server asked for (up to ten minutes). */
export function retryDelayMs(attempts: number, askedForMs: number | null): number {
  const own = Math.min(60_000, 2_500 * 2 ** Math.max(0, attempts));
  return Math.min(600_000, Math.max(own, askedForMs ?? 0));
}
