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
  const end = startOfDay(nextDay(day), timeZone);
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
  if (value === 'today') return dayIn(now, timeZone);
  if (value === 'yesterday') return dayIn(new Date(startOfDay(dayIn(now, timeZone), timeZone).getTime() - 3_600_000), timeZone);
  if (value === 'tomorrow') return nextDay(dayIn(now, timeZone));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const at = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== value ? null : value;
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** The first instant of a day in a zone: the wall clock is compared twice, which settles days that begin or end summer time. */
function startOfDay(day: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) guess = wanted - offsetMs(new Date(guess), timeZone);
  return new Date(guess);
}

function offsetMs(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(at.getTime() / 1_000) * 1_000;
}
