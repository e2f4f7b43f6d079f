import type { TicketEventType } from '../../../domain/tickets/tickets.types.ts';
import type { FoldedTicket } from './fold-log.ts';

/** What an act that says it was done must have left. */
export type Expectation = {
  /** At least one of these lines, in a unit of the act; empty when the act leaves no line on a ticket. */
  lines: readonly TicketEventType[];
  /** True of a ticket on which the act had nothing to change; without it the act always changes something. */
  isSo?: (ticket: FoldedTicket) => boolean;
  /** A message that is written by the act. */
  message?: 'mail' | 'reply' | 'note';
};

/** `done`: the product said so. `refused`: it said no, with this code, and must have changed nothing. */
export type Outcome = { kind: 'done'; without?: 'message' } | { kind: 'refused'; code: string };

/** Something that may happen to a ticket. */
export type Act = { name: string; expects: Expectation; run(): Promise<Outcome> };

/** What became of it. */
export type ActRecord = { name: string; step: number; instants: number[]; outcome: Outcome; expects: Expectation };
