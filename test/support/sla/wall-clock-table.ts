import type { CalendarHours, Holiday } from '../../../domain/calendars/calendar.types.ts';

// A second way to opening times, sharing nothing with domain/calendars: the wall clock is read off Intl every quarter of an hour, each minute of the window
// gets its wall time, and opening and closing are looked up among the minutes.

const minute = 60_000;
const dayMinutes = 1440;

/** Every minute of a window: open or not. Minutes are counted from the epoch. */
export type OpenTable = { firstMinute: number; open: Uint8Array };

/** The wall clock of a zone over a window; wall minutes are those of a clock that shows UTC. */
type WallClock = { firstMinute: number; walls: Int32Array; first: Occurrences; last: Occurrences };
/** The minute in which a wall time is shown, by wall minutes after `from`; −1 for never. */
type Occurrences = { from: number; minutes: Int32Array };

/** Which minutes of [fromMs, fromMs + days) a calendar is open in. */
export function openTable(calendar: CalendarHours, fromMs: number, days: number): OpenTable {
  // Two days more on either side: local dates begin and end outside the window.
  const clock = wallClock(calendar.timeZone, fromMs / minute - 2 * dayMinutes, (days + 4) * dayMinutes);
  const open = new Uint8Array(clock.walls.length);
  const firstDate = Math.floor((clock.walls[0] as number) / dayMinutes) + 1;
  const lastDate = Math.floor((clock.walls.at(-1) as number) / dayMinutes) - 2;
  for (let date = firstDate; date <= lastDate; date += 1) {
    for (const [opens, closes] of hoursOfDate(calendar, date)) {
      const from = shownAt(clock, date * dayMinutes + opens, clock.first);
      const midnightOfHoliday = closes === dayMinutes && holidayOn(calendar, date + 1) !== undefined;
      const to = shownAt(clock, date * dayMinutes + closes, midnightOfHoliday ? clock.first : clock.last);
      if (from < to) open.fill(1, from - clock.firstMinute, to - clock.firstMinute);
    }
  }
  return { firstMinute: clock.firstMinute, open };
}

/** The minute at which a wall time is shown; one that is never shown stands for the next one that is. */
function shownAt(clock: WallClock, wall: number, occurrences: Occurrences): number {
  const at = occurrences.minutes[wall - occurrences.from];
  if (at !== undefined && at >= 0) return at;
  const later = clock.first.minutes.subarray(wall - clock.first.from).find((minuteAfter) => minuteAfter >= 0);
  if (later === undefined) throw new Error('the wall clock ends before that time');
  return later;
}

function hoursOfDate(calendar: CalendarHours, date: number): [number, number][] {
  const holiday = holidayOn(calendar, date);
  if (holiday !== undefined)
    return (holiday.open ?? []).map(([from, to]) => [clockMinute(from), lastsOver([from, to]) ? dayMinutes : clockMinute(to)]);
  const today = (calendar.hours[weekday(date)] ?? []).map(([from, to]): [number, number] => [
    clockMinute(from),
    lastsOver([from, to]) ? dayMinutes : clockMinute(to),
  ]);
  const evenings = [...(calendar.hours[weekday(date - 1)] ?? []), ...(holidayOn(calendar, date - 1)?.open ?? [])];
  return [...today, ...evenings.filter(lastsOver).map(([, to]): [number, number] => [0, clockMinute(to)])];
}

function lastsOver([from, to]: [string, string]): boolean {
  return clockMinute(to) < clockMinute(from);
}

function clockMinute(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

function weekday(date: number): keyof CalendarHours['hours'] {
  return String(new Date(date * dayMinutes * minute).getUTCDay()) as keyof CalendarHours['hours'];
}

function holidayOn(calendar: CalendarHours, date: number): Holiday | undefined {
  const iso = new Date(date * dayMinutes * minute).toISOString().slice(0, 10);
  const found = calendar.holidays.find((holiday) => (typeof holiday === 'string' ? holiday : holiday.date) === iso);
  return typeof found === 'string' ? { date: found } : found;
}

function wallClock(timeZone: string, firstMinute: number, length: number): WallClock {
  const read = wallReader(timeZone);
  const walls = new Int32Array(length);
  const from = read(firstMinute * minute) - dayMinutes;
  const first = { from, minutes: new Int32Array(length + 3 * dayMinutes).fill(-1) };
  const last = { from, minutes: new Int32Array(length + 3 * dayMinutes).fill(-1) };
  for (let index = 0; index < length; index += 1) {
    const wall = index % 15 === 0 ? read((firstMinute + index) * minute) : (walls[index - 1] as number) + 1;
    walls[index] = wall;
    if (first.minutes[wall - from] === -1) first.minutes[wall - from] = firstMinute + index;
    last.minutes[wall - from] = firstMinute + index;
  }
  return { firstMinute, walls, first, last };
}

function wallReader(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (instant) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    return (
      Date.UTC(parts.year as number, (parts.month as number) - 1, parts.day as number, parts.hour as number, parts.minute as number) /
      minute
    );
  };
}
