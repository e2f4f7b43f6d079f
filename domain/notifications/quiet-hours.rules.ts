import { zoneOf } from '../calendars/time-zone.rules.ts';
import type { NotificationPreferences } from './notifications.types.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** A wall clock: the date as days since 1970-01-01, and the minutes after midnight. */
export type LocalTime = { day: number; minutes: number };
type Quiet = Pick<NotificationPreferences, 'quietFrom' | 'quietTo' | 'days'>;

/** What a clock on the wall of the zone shows at the instant, cut to the minute. */
export function localTime(at: Date, timeZone: string): LocalTime {
  const wall = at.getTime() + zoneOf(timeZone).offsetAt(at.getTime());
  const day = Math.floor(wall / dayMs);
  return { day, minutes: Math.floor((wall - day * dayMs) / minuteMs) };
}

/** True when the person does not want to be written to at that instant. */
export function isQuiet(at: Date, timeZone: string, quiet: Quiet): boolean {
  const { day, minutes } = localTime(at, timeZone);
  if (quiet.days.length > 0 && !quiet.days.includes(weekdayOf(day))) return true;
  const { quietFrom: from, quietTo: to } = quiet;
  if (from === null || to === null || from === to) return false;
  return from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

/** The first instant from `at` on that is not quiet: `at` itself, the end of the quiet hours, or the start of the next day that is wanted. */
export function quietEnd(at: Date, timeZone: string, quiet: Quiet): Date {
  if (!isQuiet(at, timeZone, quiet)) return at;
  const { day } = localTime(at, timeZone);
  const ends = [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((ahead) =>
    [0, quiet.quietTo ?? 0].flatMap((minutes) => instantsOf({ day: day + ahead, minutes }, timeZone)),
  );
  const open = ends.filter((end) => end > at && !isQuiet(end, timeZone, quiet));
  return open.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? at;
}

/** The next instant after `at` at which the zone's clock shows `minutes` after midnight. */
export function nextLocal(at: Date, timeZone: string, minutes: number): Date {
  const { day } = localTime(at, timeZone);
  const wanted = [0, 1, 2].map((ahead) => instantsOf({ day: day + ahead, minutes }, timeZone)[0]);
  return wanted.find((end) => end !== undefined && end > at) ?? new Date(at.getTime() + dayMs);
}

/** The next instant after `at` at which a person's digest comes: at their hour or the end of the quiet hours it falls into, on a day that is not quiet. */
export function nextDigest(at: Date, timeZone: string, wanted: Quiet & Pick<NotificationPreferences, 'digestAt'>): Date {
  const { day } = localTime(at, timeZone);
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    if (wanted.days.length > 0 && !wanted.days.includes(weekdayOf(day + ahead))) continue;
    const [hour] = instantsOf({ day: day + ahead, minutes: wanted.digestAt }, timeZone);
    const open = hour === undefined ? at : quietEnd(hour, timeZone, wanted);
    if (open > at && localTime(open, timeZone).day === day + ahead) return open;
  }
  return nextLocal(at, timeZone, wanted.digestAt);
}

/** The instants at which the zone's clock shows that time: two when it is set back, and the moment of the change when the time is left out. */
function instantsOf(local: LocalTime, timeZone: string): Date[] {
  const { first, last } = zoneOf(timeZone).occurrencesOf(local.day * dayMs + local.minutes * minuteMs);
  return [...new Set([first, last])].map((at) => new Date(at));
}

/** 0 is Sunday; 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}
