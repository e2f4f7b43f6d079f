import { zoneOf } from './time-zone.rules.ts';

/** The date so many days after another; negative goes back. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The Monday of the week of a date (ISO 8601). */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return dayAfter(day, -((weekday + 6) % 7));
}

/** True for a date that the calendar has. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** The instant a wall clock shows `day` `time` (24 hours, `09:30`) in a zone; one that is shown twice is the first, one that is skipped the end of the gap. */
export function localInstant(day: string, time: string, timeZone: string): Date {
  return new Date(zoneOf(timeZone).occurrencesOf(Date.parse(`${day}T${time}:00Z`)).first);
}
