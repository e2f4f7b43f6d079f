import { AppError } from '../errors.ts';

/** Open intervals by day of week ("0" is Sunday), each ["09:00", "17:30"], in order and without overlap. */
export type WeekHours = Partial<Record<'0' | '1' | '2' | '3' | '4' | '5' | '6', [string, string][]>>;

/** Throws `invalid_input` unless the zone exists, every interval is well-formed and there is open time at all. */
export function assertCalendar(timeZone: string, hours: WeekHours): void {
  if (!isTimeZone(timeZone)) throw refused(`“${timeZone}” is not a time zone. Use a name such as Europe/London.`);
  const intervals = Object.values(hours).flat();
  if (intervals.length === 0) throw refused('A calendar needs at least one open interval.');
  for (const day of Object.values(hours)) assertDay(day);
}

/** True when `Intl` knows the zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

function assertDay(intervals: [string, string][]): void {
  let end = '';
  for (const [from, to] of intervals) {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(from) || !/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(to)) {
      throw refused(`“${from}–${to}” is not an interval. Write 24-hour times such as 09:00–17:30.`);
    }
    if (from >= to || from < end) throw refused(`Interval ${from}–${to} is empty or overlaps the one before it.`);
    end = to;
  }
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: `calendar refused: ${userMessage}`, userMessage });
}
