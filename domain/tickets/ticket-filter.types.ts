import type { TicketPriority, TicketStatus, TicketType } from './tickets.types.ts';

/** One condition of a ticket list. Conditions are joined by "and"; `not` turns one round. Instants are inclusive at `from`, exclusive at `to`. */
export type TicketCondition = { not: boolean } & (
  | { key: 'status'; in: TicketStatus[] }
  | { key: 'priority'; in: TicketPriority[] }
  | { key: 'type'; in: TicketType[] }
  | { key: 'assignee'; who: { kind: 'me' } | { kind: 'nobody' } | { kind: 'name'; name: string } }
  | { key: 'customer'; who: { kind: 'none' } | { kind: 'name'; name: string } }
  | { key: 'requester'; text: string }
  | { key: 'created' | 'updated'; from: Date | null; to: Date | null }
  | { key: 'spam'; value: boolean }
  | { key: 'text'; text: string }
);

/**
 * What a person asked to see. `anyStatus` is false while nothing was said of the status: then only unfinished tickets are shown. Spam is shown only where
 * a condition names it.
 */
export type TicketFilter = { conditions: TicketCondition[]; anyStatus: boolean };

/** A part of a filter that means nothing, with what could be meant. */
export type FilterProblem = { part: string; message: string };
