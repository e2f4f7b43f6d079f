import type { CalendarHours } from './calendar.types.ts';
import { openStretches } from './open-stretches.rules.ts';

/** Whether a calendar is open at an instant, and when that changes; `until` is null when it does not within `lookAheadDays`. */
export type OpeningState = { isOpen: boolean; until: Date | null };

const lookAheadDays = 370;

/** Open or closed at an instant and until when. */
export function openingState(calendar: CalendarHours, at: Date): OpeningState {
  const from = at.getTime();
  const horizon = from + lookAheadDays * 86_400_000;
  const first = openStretches(calendar, from, horizon).next().value;
  if (first === undefined) return { isOpen: false, until: null };
  const isOpen = first.from <= from;
  const change = isOpen ? first.to : first.from;
  return { isOpen, until: change >= horizon ? null : new Date(change) };
}
