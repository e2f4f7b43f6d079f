import { localDate } from '../../../domain/calendars/local-date.rules.ts';
import { dayAfter, isDay, mondayOf } from '../../../domain/calendars/local-day.rules.ts';
import type { Period } from './plan.types.ts';
import type { Item } from './tag.rules.ts';
import { age, ahead, type Unit, unitOf } from './time-units.rules.ts';
import type { Concept } from './words/concepts.types.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** The months in their order. */
export const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

function weekdayOf(item: Item | undefined): number | null {
  const at = weekdays.findIndex((day) => item?.concepts.has(day) === true);
  return at < 0 ? null : at;
}

/** Monday is 0. */
function weekdayIndex(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function monthOf(item: Item | undefined): number | null {
  const at = months.findIndex((month) => item?.concepts.has(month) === true);
  return at < 0 ? null : at + 1;
}

function dateOf(item: Item): string | null {
  if (item.mark !== 'day') return null;
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(item.raw);
  const iso = dotted === null ? item.raw : `${dotted[3]}-${dotted[2]?.padStart(2, '0')}-${dotted[1]?.padStart(2, '0')}`;
  return isDay(iso) ? iso : null;
}

function firstOfMonth(first: string, months: number): string {
  const count = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`;
}

/** How the words of time are read: the day it is for the asker. */
export type TimeSense = { today: string };

/** The sense of time of somebody in a zone. */
export function timeSense(now: Date, timeZone: string): TimeSense {
  return { today: localDate(now, timeZone) };
}

/** `3 november`, `november 3rd`: the last one there was. */
function dayOfMonth(first: Item, second: Item | undefined, today: string): string | null {
  const month = monthOf(second) ?? monthOf(first);
  const said = monthOf(second) === null ? second : first;
  const day = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(said?.word ?? '')?.[1];
  if (month === null || day === undefined) return null;
  const [of, year] = [`${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`, Number(today.slice(0, 4))];
  const date = `${`${year}-${of}` > today ? year - 1 : year}-${of}`;
  return isDay(date) ? date : null;
}

/** Today, yesterday, a weekday, a date, this and last week, a month by its name. */
export function calendarDays(said: Item[], { today }: TimeSense): { period: Period; items: Item[] } | null {
  const [first, second] = said;
  if (first === undefined) return null;
  const has = (item: Item | undefined, concept: Concept): boolean => item?.concepts.has(concept) === true;
  const days = (from: string, until: string | null, items: (Item | undefined)[], name: NamedDay | null = null) => ({
    period: { kind: 'days' as const, from, until, name },
    items: items.filter((one) => one !== undefined),
  });
  if (has(first, 'today') || has(first, 'tonight')) return days(today, dayAfter(today, 1), [first], 'today');
  if (has(first, 'yesterday')) return days(dayAfter(today, -1), today, [first], 'yesterday');
  if (has(first, 'overnight')) return days(dayAfter(today, -1), null, [first]);
  if (has(first, 'tomorrow') && !has(first, 'today')) return days(dayAfter(today, 1), dayAfter(today, 2), [first], 'tomorrow');
  const which = (item: Item | undefined): 'this' | 'last' | 'next' | null =>
    has(item, 'last') ? 'last' : has(item, 'next') ? 'next' : has(item, 'this') ? 'this' : null;
  const before = which(first);
  const unit = unitOf(second);
  if (before !== null && unit !== null) return turn(before, unit, [first, second], today, days);
  const after = which(second);
  const unitFirst = unitOf(first);
  if (after !== null && after !== 'this' && unitFirst !== null && unitOf(said[2]) === null)
    return turn(after, unitFirst, [first, second], today, days);
  const isBack = has(first, 'last');
  const dayItem = isBack || has(first, 'this') || has(first, 'next') ? second : first;
  const weekday = weekdayOf(dayItem);
  if (weekday !== null) {
    const back = (weekdayIndex(today) - weekday + 7) % 7 || (isBack ? 7 : 0);
    const from = has(first, 'next') ? dayAfter(today, 7 - back || 7) : dayAfter(today, -back);
    const isBare = dayItem === first && from < today;
    return days(from, dayAfter(from, 1), dayItem === first ? [first] : [first, second], isBare ? 'weekday' : null);
  }
  const dated = dayOfMonth(first, second, today);
  if (dated !== null) return days(dated, dayAfter(dated, 1), [first, second]);
  const month = monthOf(dayItem);
  if (month !== null) {
    const year = Number(today.slice(0, 4)) - (month > Number(today.slice(5, 7)) ? 1 : 0);
    const from = `${year}-${String(month).padStart(2, '0')}-01`;
    return days(from, firstOfMonth(from, 1), dayItem === first ? [first] : [first, second]);
  }
  if (has(dayItem, 'weekend')) {
    const saturday = dayAfter(mondayOf(today), isBack ? -2 : 5);
    return days(saturday, dayAfter(saturday, 2), dayItem === first ? [first] : [first, second]);
  }
  const date = dateOf(first);
  return date === null ? null : days(date, dayAfter(date, 1), [first]);
}

/** A day that is called by a name of its own. */
export type NamedDay = NonNullable<Extract<Period, { kind: 'days' }>['name']>;

type MakeDays = (from: string, until: string | null, items: (Item | undefined)[]) => { period: Period; items: Item[] };

function turn(
  which: 'this' | 'last' | 'next',
  unit: Unit,
  items: (Item | undefined)[],
  today: string,
  days: MakeDays,
): { period: Period; items: Item[] } | null {
  const step = which === 'this' ? 0 : which === 'last' ? -1 : 1;
  if (unit === 'hour' || unit === 'minute') {
    if (which === 'this') return null;
    return { period: which === 'last' ? age(1, unit) : ahead(1, unit), items: items.filter((one) => one !== undefined) };
  }
  if (unit === 'day') {
    const day = dayAfter(today, step);
    return days(day, dayAfter(day, 1), items);
  }
  if (unit === 'week' || unit === 'fortnight') {
    const monday = dayAfter(mondayOf(today), step * (unit === 'week' ? 7 : 14));
    return days(monday, which === 'this' ? null : dayAfter(monday, unit === 'week' ? 7 : 14), items);
  }
  const length = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12;
  const month = Number(today.slice(5, 7)) - 1;
  const start = firstOfMonth(`${today.slice(0, 7)}-01`, -(month % length) + step * length);
  return days(start, which === 'this' ? null : firstOfMonth(start, length), items);
}

/** A day in the past that `since` can begin with. */
export function pastDay(said: (Item | undefined)[], sense: TimeSense): { from: string; items: Item[]; name: NamedDay | null } | null {
  const found = calendarDays(
    said.filter((one) => one !== undefined),
    sense,
  );
  if (found === null || found.period.kind !== 'days') return null;
  return { from: found.period.from, items: found.items, name: found.period.name };
}
