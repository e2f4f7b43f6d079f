import { dayAfter, isDay, localInstant } from '../calendars/local-day.rules.ts';
import { zoneOf } from '../calendars/time-zone.rules.ts';

const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };
const dayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** When a day is named and no time. */
const morning = '09:00';

/**
 * The instant that words such as `3h`, `in 2 days`, `tomorrow 9:00`, `monday`, `next week`, `14:30`, `2026-11-21` or `2026-11-21 14:30` mean in a zone. A day
 * without a time is 09:00; a time that is over today is tomorrow's. Null for anything else; the past is for the caller to refuse.
 */
export function readMoment(text: string, now: Date, timeZone: string): Date | null {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/^(?:until|till|in|at|on|by)\s+/, '')
    .replace(/\s+at\s+/, ' ');
  if (/^\d{4}-\d{2}-\d{2}t\S+(?:z|[+-]\d\d:\d\d)$/.test(said))
    return validDate(new Date(text.trim().replace(/^(?:until|till|at|by)\s+/i, '')));
  return readLength(said, now, timeZone) ?? readWall(said, now, timeZone);
}

function readLength(said: string, now: Date, timeZone: string): Date | null {
  const found = /^(\d{1,4}|an?|one)\s*(m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)$/.exec(said);
  if (found === null) return null;
  const count = /^\d/.test(found[1] ?? '') ? Number(found[1]) : 1;
  const unit = (found[2] ?? '').charAt(0);
  if (unit === 'm' || unit === 'h') return new Date(now.getTime() + count * (unitMs[unit] ?? 0));
  // Days keep the wall clock: two days over the change to summer time are 47 hours.
  const wall = wallOf(now, timeZone);
  const days = unit === 'w' ? count * 7 : count;
  return localInstant(dayAfter(wall.day, days), wall.time, timeZone);
}

function readWall(said: string, now: Date, timeZone: string): Date | null {
  const found = /^(.*?)\s*(?:(\d{1,2}):(\d{2})|(\d{1,2})\s*(am|pm))?$/.exec(said);
  if (found === null) return null;
  const [, dayText = '', hour, minute, short, half] = found;
  const time = timeOf(hour ?? short, minute, half);
  if (time === null) return null;
  const today = wallOf(now, timeZone).day;
  const day = dayText === '' ? today : dayOf(dayText, today);
  if (day === null || (dayText === '' && time === '')) return null;
  const at = localInstant(day, time === '' ? morning : time, timeZone);
  return dayText === '' && at <= now ? localInstant(dayAfter(day, 1), time, timeZone) : at;
}

/** `HH:mm`, empty for none, null for no time of day. */
function timeOf(hour: string | undefined, minute: string | undefined, half: string | undefined): string | null {
  if (hour === undefined) return '';
  const said = Number(hour);
  if (half !== undefined && (said < 1 || said > 12)) return null;
  const hours = half === undefined ? said : (said % 12) + (half === 'pm' ? 12 : 0);
  const minutes = Number(minute ?? 0);
  return hours > 23 || minutes > 59 ? null : `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

function dayOf(text: string, today: string): string | null {
  if (text === 'today' || text === 'tonight') return today;
  if (text === 'tomorrow') return dayAfter(today, 1);
  if (text === 'next week') return nextWeekday(today, 1);
  const named = dayNames.findIndex((name) => {
    const bare = text.replace(/^next\s+/, '');
    return name === bare || name.slice(0, 3) === bare;
  });
  if (named >= 0) return nextWeekday(today, named);
  return isDay(text) ? text : null;
}

/** The first such day after today. */
function nextWeekday(today: string, weekday: number): string {
  const now = new Date(`${today}T00:00:00Z`).getUTCDay();
  return dayAfter(today, ((weekday - now + 6) % 7) + 1);
}

function wallOf(at: Date, timeZone: string): { day: string; time: string } {
  const wall = new Date(at.getTime() + zoneOf(timeZone).offsetAt(at.getTime())).toISOString();
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) };
}

function validDate(at: Date): Date | null {
  return Number.isNaN(at.getTime()) ? null : at;
}
