import type { SqlPart } from '../tenancy/sql-part.rules.ts';
import { ticketPriorities, ticketStatuses } from './tickets.types.ts';

/** What a list may be sorted by. */
export const sortKeys = ['created', 'updated', 'priority', 'status', 'due'] as const;
export type SortKey = (typeof sortKeys)[number];
/** `reversed` is against the key's own direction: newest, last changed, most urgent, least advanced and soonest due come first. */
export type TicketSort = { by: SortKey; reversed: boolean };

/** The order of lists for which nothing else was asked. */
export const usualSort: TicketSort = { by: 'updated', reversed: false };

const ownDirection: Record<SortKey, 'asc' | 'desc'> = { created: 'desc', updated: 'desc', priority: 'desc', status: 'asc', due: 'asc' };

/**
 * Reads `due`, `-due`, `due-desc` or `priority-asc`; a minus in front is `desc`. Null when there is no such order.
 */
export function readSort(value: string): TicketSort | null {
  const found = /^(-)?([a-z]+)(?:-(asc|desc))?$/.exec(value.toLowerCase());
  const by = sortKeys.find((key) => key === found?.[2]);
  if (found === null || by === undefined || (found[1] !== undefined && found[3] !== undefined)) return null;
  const direction = found[1] === undefined ? found[3] : 'desc';
  return { by, reversed: direction !== undefined && direction !== ownDirection[by] };
}

/** One stretch of a sorted list that an index gives in order: `where` bounds it, `column` (an instant) orders it, then the id. */
export type SortSegment = { where: SqlPart | null; column: 'created_at' | 'updated_at' | 'next_due_at' };

/** How a sort is read: its stretches one after the other, all in the same direction. */
export type SortPlan = { segments: SortSegment[]; direction: 'asc' | 'desc' };

/**
 * Priority and status are read value by value, so that each stretch comes from an index under row security. Tickets of one value: last changed first. Tickets
 * without a due time come last, the oldest first.
 */
export function sortPlan({ by, reversed }: TicketSort): SortPlan {
  const turned = <T>(values: readonly T[]): T[] => (reversed ? values.toReversed() : [...values]);
  const valued = (column: string, values: readonly string[]): SortPlan => ({
    segments: values.map((value) => ({ where: { sql: `t.${column} = ?`, params: [value] }, column: 'updated_at' })),
    direction: 'desc',
  });
  if (by === 'priority') return valued('priority', turned(ticketPriorities.toReversed()));
  if (by === 'status') return valued('status', turned(ticketStatuses));
  const direction = (ownDirection[by] === 'asc') === reversed ? 'desc' : 'asc';
  if (by !== 'due') return { segments: [{ where: null, column: by === 'created' ? 'created_at' : 'updated_at' }], direction };
  const due: SortSegment = { where: { sql: 't.next_due_at is not null', params: [] }, column: 'next_due_at' };
  return { segments: [due, { where: { sql: 't.next_due_at is null', params: [] }, column: 'created_at' }], direction };
}
