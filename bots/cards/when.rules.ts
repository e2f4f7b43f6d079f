import { wallTime } from '../../domain/calendars/wall-time.rules.ts';
import type { Span } from './card.types.ts';

/** Whose eyes read the times of a card. */
export type Reader = { timeZone: string; now: Date };

/** An instant in the reader's zone with how long ago it is, such as `21 Nov 2026, 04:42 (3 min ago)`. */
export function when(at: Date, reader: Reader): Span {
  return { text: `${wallTime(at, reader.timeZone)} (${ago(at, reader.now)})`, at: at.toISOString() };
}

/** How long ago in one unit; an instant that is still to come is said as such. */
export function ago(at: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - at.getTime()) / 1_000);
  const text = span(Math.abs(seconds));
  if (Math.abs(seconds) < 45) return 'just now';
  return seconds > 0 ? `${text} ago` : `in ${text}`;
}

function span(seconds: number): string {
  if (seconds < 90 * 60) return `${Math.max(1, Math.round(seconds / 60))} min`;
  return seconds < 36 * 3_600 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`;
}
