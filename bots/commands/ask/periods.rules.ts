import { dayAfter } from '../../../domain/calendars/local-day.rules.ts';
import { calendarDays, pastDay, type TimeSense } from './calendar-days.rules.ts';
import type { Period } from './plan.types.ts';
import type { Item } from './tag.rules.ts';
import { age, ahead, numberConcepts, numberOf, type Unit, unitOf, units } from './time-units.rules.ts';
import type { Concept } from './words/concepts.types.ts';

/** A period, with the items that said it. `since`: it goes on until now. `comparison`: it was said as an age (`older than`). */
export type FoundPeriod = { period: Period; items: Item[]; since: boolean; comparison: 'older' | 'younger' | null };

/** The first period that the items name, or null. */
export function findPeriod(items: readonly Item[], sense: TimeSense): FoundPeriod | null {
  const said = items.filter((item) => !item.used && !isFiller(item));
  for (let at = 0; at < said.length; at += 1) {
    const found = periodAt(said, at, sense);
    if (found !== null) return found;
  }
  return null;
}

const timeWords: readonly Concept[] = ['last', 'next', 'this', 'since', 'within', 'ago', 'older', 'younger', ...numberConcepts];

function isFiller(item: Item): boolean {
  return (
    item.concepts.has('stop') &&
    ![...timeWords, ...units, 'today', 'yesterday', 'tomorrow'].some((one) => item.concepts.has(one as Concept))
  );
}

function periodAt(said: Item[], at: number, sense: TimeSense): FoundPeriod | null {
  const [first, second, third, fourth] = said.slice(at, at + 4);
  if (first === undefined) return null;
  const is = (item: Item | undefined, concept: Concept): item is Item => item?.concepts.has(concept) === true;
  const make = (period: Period | null, items: (Item | undefined)[], more: Partial<FoundPeriod> = {}): FoundPeriod | null =>
    period === null ? null : { period, items: items.filter((one) => one !== undefined), since: false, comparison: null, ...more };
  const comparison = is(first, 'older') ? 'older' : is(first, 'younger') ? 'younger' : null;
  if (comparison !== null) {
    const [count, unit, used] = countAndUnit(second, third);
    if (unit !== null) return make(age(count, unit), [first, ...used], { comparison });
    const day = second === undefined ? null : pastDay([second, third], sense);
    if (day !== null && comparison === 'older')
      return make({ kind: 'days', from: day.from, until: null, name: day.name }, [first, ...day.items], { comparison });
  }
  if (is(first, 'since') && !first.concepts.has('from')) {
    const day = second === undefined ? null : pastDay([second, third, fourth], sense);
    if (day !== null) return make({ kind: 'days', from: day.from, until: null, name: null }, [first, ...day.items], { since: true });
    const [count, unit, used] = countAndUnit(second, third);
    if (unit !== null) return make(age(count, unit), [first, ...used], { since: true });
  }
  if (/^(?:between|zwischen|entre|tussen|miedzy)$/.test(first.word)) {
    const ends = said.slice(at + 1, at + 8);
    const begin = pastDay(ends.slice(0, 3), sense);
    const end =
      begin === null
        ? null
        : pastDay(
            ends
              .slice(begin.items.length)
              .filter((item) => !item.concepts.has('and'))
              .slice(0, 3),
            sense,
          );
    if (begin !== null && end !== null && begin.from <= end.from) {
      const both = ends.slice(begin.items.length).find((item) => item.concepts.has('and'));
      return make({ kind: 'days', from: begin.from, until: dayAfter(end.from, 1), name: null }, [
        first,
        ...begin.items,
        both,
        ...end.items,
      ]);
    }
  }
  if (is(first, 'within')) {
    const [count, unit, used] = countAndUnit(is(second, 'next') ? third : second, is(second, 'next') ? fourth : third);
    const isHere = used.length === 2 || (unit !== null && saysNext(first));
    if (unit !== null && isHere) return make(ahead(count, unit), [first, ...(is(second, 'next') ? [second] : []), ...used]);
  }
  if (is(first, 'last') || is(first, 'next')) {
    const [count, unit, used] = countAndUnit(second, third);
    if (unit !== null && used.length === 2) return make(is(first, 'last') ? age(count, unit) : ahead(count, unit), [first, ...used]);
  }
  const [count, unit, used] = countAndUnit(first, second);
  if (unit !== null && used.length === 2) {
    if (is(third, 'last')) return make(age(count, unit), [...used, third]);
    if (is(third, 'ago')) return make(age(count, unit), [...used, third], { since: true });
    if (is(third, 'older')) return make(age(count, unit), [...used, third], { comparison: 'older' });
  }
  if (is(first, 'ago')) {
    const [back, unitBack, usedBack] = countAndUnit(second, third);
    if (unitBack !== null && usedBack.length === 2) return make(age(back, unitBack), [first, ...usedBack], { since: true });
  }
  if (is(second, 'last') && is(third, 'number' as Concept)) return null;
  // `les 7 derniers jours`: the number before, the unit behind
  if (numberOf(first) !== null && (is(second, 'last') || is(second, 'next'))) {
    const other = unitOf(third);
    if (other !== null)
      return make(is(second, 'last') ? age(numberOf(first) ?? 1, other) : ahead(numberOf(first) ?? 1, other), [first, second, third]);
  }
  const day = calendarDays(said.slice(at, at + 3), sense);
  return day === null ? null : make(day.period, day.items);
}

/** `in the next hour`: one of it is meant without a number; a bare `in` needs one. */
function saysNext(item: Item): boolean {
  return /\b(?:next|nachsten|coming|volgende|prochaine)\b/.test(item.word);
}

function countAndUnit(first: Item | undefined, second: Item | undefined): [count: number, unit: Unit | null, items: Item[]] {
  const count = first === undefined ? null : numberOf(first);
  const unit = unitOf(second);
  if (first !== undefined && second !== undefined && count !== null && unit !== null) return [count, unit, [first, second]];
  const alone = unitOf(first);
  if (first !== undefined && alone !== null) return [1, alone, [first]];
  const short = first === undefined ? null : /^(\d{1,4})(m|h|d|w|hrs?|days?|weeks?|min|t|std)$/.exec(first.word);
  if (first !== undefined && short !== null) {
    const letter = (short[2] ?? 'd')[0];
    const of: Unit = letter === 'h' || letter === 's' ? 'hour' : letter === 'w' ? 'week' : letter === 'm' ? 'minute' : 'day';
    return [Number(short[1]), of, [first, first]];
  }
  return [1, null, []];
}

function lengthOf(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** How many days a period reaches back, for the figures that count in days; null for what lies ahead. */
export function daysOf(period: Period, { today }: TimeSense): number | null {
  if (period.kind === 'ahead') return null;
  if (period.kind === 'age')
    return Math.max(
      1,
      Math.ceil(
        period.unit === 'w' ? period.count * 7 : period.unit === 'd' ? period.count : period.count / (period.unit === 'h' ? 24 : 1440),
      ),
    );
  if (period.until !== null && period.until <= today) return lengthOf(period.from, period.until);
  const reach = Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${period.from}T00:00:00Z`)) / 86_400_000);
  return Math.min(366, Math.max(1, reach + (period.until === null ? 1 : 0)));
}
