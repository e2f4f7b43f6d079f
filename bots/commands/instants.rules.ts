import { localDate } from '../../domain/calendars/local-date.rules.ts';
import { dayAfter, isDay, localInstant } from '../../domain/calendars/local-day.rules.ts';
import { AppError } from '../../domain/errors.ts';
import type { Reader } from '../cards/when.rules.ts';

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** A day as people name it (`today`, `tomorrow`, `yesterday`, `friday`: the next one, `2026-12-24`, `24.12.2026`) as an ISO date; null for anything else. */
export function readDay(text: string, reader: Reader): string | null {
  const said = text.trim().toLowerCase();
  const today = localDate(reader.now, reader.timeZone);
  const near = { yesterday: -1, today: 0, tomorrow: 1 }[said];
  if (near !== undefined) return dayAfter(today, near);
  const weekday = weekdays.findIndex((name) => name === said || name.slice(0, 3) === said);
  if (weekday >= 0) return dayAfter(today, ((weekday - new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7) + 1);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(said);
  const iso = dotted === null ? said : `${dotted[3]}-${dotted[2]?.padStart(2, '0')}-${dotted[1]?.padStart(2, '0')}`;
  return isDay(iso) ? iso : null;
}

/**
 * The instant that a day, with or without a time (`2026-12-24 13:00`), means in the reader's zone. A day alone begins at its first instant, and as an end it is
 * meant to its last: the end is the first instant of the day after. Throws `invalid_input`.
 */
export function readInstant(text: string, reader: Reader, as: 'start' | 'end'): Date {
  const [day = '', time, more] = text.trim().split(/[\sT]+/);
  if (/^now$/i.test(day) && time === undefined) return reader.now;
  const date = more === undefined ? readDay(day, reader) : null;
  if (date === null || (time !== undefined && !/^([01]?\d|2[0-3]):[0-5]\d$/.test(time))) {
    throw new AppError('invalid_input', {
      message: 'no instant',
      userMessage: `“${text.slice(0, 60)}” is no day. Write 2026-12-24, 2026-12-24 13:00, today, tomorrow or a weekday.`,
    });
  }
  if (time !== undefined) return localInstant(date, time.padStart(5, '0'), reader.timeZone);
  return localInstant(as === 'end' ? dayAfter(date, 1) : date, '00:00', reader.timeZone);
}
