/** How fast a mailbox may send: `perMinute` null means no cap of ours. */
export type Pace = { perMinute: number | null; slotAt: Date; pausedUntil: Date };

const minuteMs = 60_000;
/** A mailbox that was quiet may send what a cap allows in so long at once. */
const burstMs = 10_000;
const longestPauseMs = 60 * minuteMs;

/**
 * When the next mail of a mailbox may go, and when the one after it (generic cell rate algorithm, ITU-T I.371): evenly, ten seconds' worth at once after a quiet time,
 * and not before a pause is over.
 */
export function nextTurn({ perMinute, slotAt, pausedUntil }: Pace, now: Date): { goAt: Date; slotAt: Date } {
  const from = Math.max(pausedUntil.getTime(), now.getTime());
  if (perMinute === null) return { goAt: new Date(from), slotAt };
  const gap = minuteMs / perMinute;
  const earliest = Math.max(slotAt.getTime(), now.getTime() - Math.max(burstMs, gap) + gap, pausedUntil.getTime());
  return { goAt: new Date(Math.max(earliest, from)), slotAt: new Date(earliest + gap) };
}

/** How long everything of a mailbox rests after its server asked us to slow down for the `count`th time in a row: a minute, doubled each time, an hour at most. In ms. */
export function pauseMs(count: number): number {
  return Math.min(longestPauseMs, minuteMs * 2 ** Math.max(0, Math.min(count, 20) - 1));
}
