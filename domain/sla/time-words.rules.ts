import { zoneOf } from '../calendars/time-zone.rules.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** A length of time as `2 h 30 min`, exact to the millisecond; hours are not made into days, for a day of work is not one. */
export function lengthWords(ms: number): string {
  const parts = [
    [Math.floor(ms / hour), 'h'],
    [Math.floor((ms % hour) / minute), 'min'],
    [(ms % minute) / second, 's'],
  ].filter(([amount]) => amount !== 0);
  return parts.length === 0 ? '0 min' : parts.map(([amount, unit]) => `${amount} ${unit}`).join(' ');
}

/** The local date of an instant as `Fri 23 Oct 2026`. */
export function dateWords(instant: number, timeZone: string): string {
  const wall = wallOf(instant, timeZone);
  return `${weekdays[wall.getUTCDay()]} ${wall.getUTCDate()} ${months[wall.getUTCMonth()]} ${wall.getUTCFullYear()}`;
}

/** The local time of an instant as `16:30`, with seconds only when it has some. */
export function clockWords(instant: number, timeZone: string): string {
  const text = wallOf(instant, timeZone).toISOString().slice(11, 23);
  if (text.endsWith('.000')) return text.endsWith(':00.000') ? text.slice(0, 5) : text.slice(0, 8);
  return text;
}

/** The local date and time of an instant as `Fri 23 Oct 2026 16:30`. */
export function instantWords(instant: number, timeZone: string): string {
  return `${dateWords(instant, timeZone)} ${clockWords(instant, timeZone)}`;
}

/** Two instants as `16:30–17:00`; the end has its date when that is another one, and the midnight that ends the day is 24:00. */
export function spanWords(from: number, to: number, timeZone: string): string {
  const start = clockWords(from, timeZone);
  if (dateWords(from, timeZone) === dateWords(to, timeZone)) return `${start}–${clockWords(to, timeZone)}`;
  const endsTheDay = clockWords(to, timeZone) === '00:00' && dateWords(from, timeZone) === dateWords(to - 1, timeZone);
  return endsTheDay ? `${start}–24:00` : `${start} – ${instantWords(to, timeZone)}`;
}

function wallOf(instant: number, timeZone: string): Date {
  return new Date(instant + zoneOf(timeZone).offsetAt(instant));
}
