import type { CalendarHours } from '../../../domain/calendars/calendar.types.ts';
import { runClocks } from '../../../domain/sla/run-clocks.rules.ts';
import type { CalendarBook, Clock, Metric, SlaEvent, Terms } from '../../../domain/sla/sla.types.ts';
import { weekly } from './random-calendars.ts';

/** The London office of the acceptance examples. */
export const london: CalendarHours = weekly('Europe/London', '12345', [['09:00', '17:00']], ['2026-12-25', '2026-12-28', '2027-01-01']);

/** `2026-11-23 09:00` as an instant in UTC, in ms; seconds may follow. */
export function utc(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}${text.length === 16 ? ':00' : ''}Z`);
}

/** An instant as `2026-11-23 09:00:00`, or null. */
export function shown(instant: number | null | undefined): string | null {
  return instant == null ? null : new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
}

/** A book of calendars that never changed. */
export function bookOf(calendars: Record<string, CalendarHours>): CalendarBook {
  return Object.fromEntries(
    Object.entries(calendars).map(([name, hours]) => [name, [{ ref: `${name} v1`, from: Number.NEGATIVE_INFINITY, hours }]]),
  );
}

export const londonBook = bookOf({ LON: london });

/** Terms in the London office with warning at 80 % and critical at 95 %, in which pending, on-hold and waiting_customer pause the resolution. */
export function termsWith(targets: Terms['targets'], changes: Partial<Terms> = {}): Terms {
  const pausing = { resolution: ['pending', 'on-hold', 'waiting_customer'] };
  return { ref: 'p v1', calendar: 'LON', targets, pausing, warningPercent: 80, criticalPercent: 95, ...changes };
}

/** A ticket created open at an instant under terms, and what happened to it. */
export function ticket(terms: Terms, created: string, priority: string, ...events: SlaEvent[]): SlaEvent[] {
  const at = utc(created);
  return [{ at, type: 'terms', terms }, { at, type: 'created', priority, status: 'open' }, ...events];
}

export const status = (at: string, value: string): SlaEvent => ({ at: utc(at), type: 'status', status: value });
export const raise = (at: string, priority: string): SlaEvent => ({ at: utc(at), type: 'priority', priority });
export const said = (at: string, type: 'customer_message' | 'public_reply' | 'auto_reply' | 'internal_note'): SlaEvent => ({
  at: utc(at),
  type,
});

/** The clock of a metric’s cycle at an instant. */
export function clockAt(history: SlaEvent[], until: string, metric: Metric, cycle = 1, book = londonBook): Clock {
  const clock = runClocks(history, book, utc(until)).clocks.find((one) => one.metric === metric && one.cycle === cycle);
  if (clock === undefined) throw new Error(`no ${metric} ${cycle}`);
  return clock;
}

/** The breaches of a clock as `2026-11-23 12:00:00 target changed`. */
export function breachesOf(clock: Clock): string[] {
  return clock.breaches.map(({ at, reason }) => `${shown(at)} ${reason}`);
}

/** The levels a clock has passed as `warning 2026-11-23 12:00:00`. */
export function levelsOf(clock: Clock): string[] {
  return clock.passed.map(({ level, at }) => `${level} ${shown(at)}`);
}
