const gapsMinutes = [1, 5, 15, 30, 60, 120, 240, 480];
const giveUpAfterMs = 7 * 86_400_000;

/** How long a delivery may stand as `sending` before it counts as cut off, in ms: longer than any SMTP time limit of ours. */
export const sendingLeaseMs = 90_000;

/** When to try again after `attempts` tries: growing gaps, eight hours at most, for a week from the first; null means give up. */
export function nextAttemptAt(attempts: number, firstQueuedAt: Date, now: Date): Date | null {
  const gap = gapsMinutes[Math.min(attempts, gapsMinutes.length) - 1] ?? 1;
  const at = new Date(now.getTime() + gap * 60_000);
  return at.getTime() - firstQueuedAt.getTime() > giveUpAfterMs ? null : at;
}
