import { localDate } from '../calendars/local-date.rules.ts';
import { dayAfter, isDay, localInstant } from '../calendars/local-day.rules.ts';
import type { FilterOperator } from './ticket-filter-values.rules.ts';

const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

/** Inclusive `from`, exclusive `to`. */
export type TimeSpan = { from: Date | null; to: Date | null };

/**
 * The instants a time condition selects. An age (`7d`, `36h`, `2w`, `30m`) is compared as an age: `<7d` is younger than seven days, `>7d` older. A date
 * (`2026-11-21`, `today`, `yesterday`) is a whole day of the zone. Null for anything else.
 */
export function readTimeSpan(op: FilterOperator, value: string, now: Date, timeZone: string): TimeSpan | null {
  const age = /^(\d{1,5})([mhdw])$/i.exec(value);
  if (age !== null) return ageSpan(op, new Date(now.getTime() - Number(age[1]) * (unitMs[(age[2] ?? '').toLowerCase()] ?? 0)));
  const day = namedDay(value, now, timeZone);
  if (day === null) return null;
  const start = startOfDay(day, timeZone);
  const end = startOfDay(dayAfter(day, 1), timeZone);
  if (op === '=') return { from: start, to: end };
  if (op === '>=') return { from: start, to: null };
  if (op === '>') return { from: end, to: null };
  return op === '<' ? { from: null, to: start } : { from: null, to: end };
}

/**
 * The instants a due condition selects, which look forward: `<4h` is due within four hours or already overdue, `>2d` later than in two days. A day
 * (`2026-11-21`, `today`, `tomorrow`) is a whole day of the zone. Null for anything else.
 */
export function readDueSpan(op: FilterOperator, value: string, now: Date, timeZone: string): TimeSpan | null {
  const ahead = /^(\d{1,5})([mhdw])$/i.exec(value);
  if (ahead === null) return readTimeSpan(op, value, now, timeZone);
  const at = new Date(now.getTime() + Number(ahead[1]) * (unitMs[(ahead[2] ?? '').toLowerCase()] ?? 0));
  return op === '>' || op === '>=' ? { from: at, to: null } : { from: null, to: at };
}

function ageSpan(op: FilterOperator, at: Date): TimeSpan {
  return op === '>' || op === '>=' ? { from: null, to: at } : { from: at, to: null };
}

function namedDay(value: string, now: Date, timeZone: string): string | null {
  const away = { yesterday: -1, today: 0, tomorrow: 1 }[value];
  if (away !== undefined) return dayAfter(localDate(now, timeZone), away);
  return isDay(value) ? value : null;
}

function startOfDay(day: string, timeZone: string): Date {
  return localInstant(day, '00:00', timeZone);
}
