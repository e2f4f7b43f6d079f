import type { TicketId } from '../ids.types.ts';
import type { PolicySubject } from './policy-in-force.types.ts';
import type { SlaEvent } from './sla.types.ts';

/**
 * A line of a ticket's history as its log tells it: what the clocks see, what decides the policy, which policy version was applied from then on, and when levels
 * were written down (`noticed`): nothing that came later takes effect before that.
 */
export type HistoryEvent =
  | Exclude<SlaEvent, { type: 'terms' | 'calendar' }>
  | { at: number; type: 'facts'; facts: PolicySubject }
  | { at: number; type: 'noticed' }
  | { at: number; type: 'applied'; policyId: string | null; version: number | null; because: string };

/** Everything of a ticket that its clocks depend on, in the order it took effect. `at` never goes back. */
export type TicketHistory = { ticketId: TicketId; number: string; events: HistoryEvent[] };
