import type { Period } from './plan.types.ts';
import type { Item } from './tag.rules.ts';
import type { Concept } from './words/concepts.types.ts';

const numbers: readonly (readonly [Concept, number])[] = [
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
  ['ten', 10],
  ['twelve', 12],
  ['fourteen', 14],
  ['thirty', 30],
  ['one', 1],
];

/** The numbers that are written as words; `one` is an article as well. */
export const numberConcepts: readonly Concept[] = numbers.slice(0, -1).map(([one]) => one);

/** The units of time that are said, the longest last. */
export const units = ['minute', 'hour', 'day', 'week', 'fortnight', 'month', 'quarter', 'year'] as const;

/** A unit of time that can be counted. */
export type Unit = (typeof units)[number];

/** The number an item says, in digits or in words. */
export function numberOf(item: Item): number | null {
  if (item.mark === 'number') return item.raw.length <= 5 ? Number(item.raw) : null;
  return numbers.find(([concept]) => item.concepts.has(concept))?.[1] ?? null;
}

/** The unit an item says. */
export function unitOf(item: Item | undefined): Unit | null {
  return units.find((unit) => item?.concepts.has(unit) === true) ?? null;
}

/** So long until now. */
export function age(count: number, unit: Unit): Period {
  return { kind: 'age', ...length(count, unit) };
}

/** So long from now. */
export function ahead(count: number, unit: Unit): Period {
  return { kind: 'ahead', ...length(count, unit) };
}

function length(count: number, unit: Unit): { count: number; unit: 'm' | 'h' | 'd' | 'w' } {
  if (unit === 'minute') return { count, unit: 'm' };
  if (unit === 'hour') return { count, unit: 'h' };
  if (unit === 'day') return { count, unit: 'd' };
  if (unit === 'week') return { count, unit: 'w' };
  if (unit === 'fortnight') return { count: 2 * count, unit: 'w' };
  return { count: count * (unit === 'month' ? 30 : unit === 'quarter' ? 91 : 365), unit: 'd' };
}
