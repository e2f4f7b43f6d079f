import type { CustomerId } from '../ids.types.ts';
import type { TicketPriority, TicketType } from '../tickets/tickets.types.ts';
import type { Level, Metric } from './sla.types.ts';

/** Minutes of open time by metric: the general target, and those of single priorities that differ. A metric that is missing has no target. */
export type StoredTargets = Partial<Record<Metric, { default: number | null } & Partial<Record<TicketPriority, number | null>>>>;

/**
 * What a ticket can be in that a clock may stand still for: a status, a waiting next action (`domain.md` 3.14), or a next action that was marked as not counting.
 * Of several that hold, the clock's status is the first of this list's order.
 */
export const clockStatuses = [
  'cancelled',
  'closed',
  'resolved',
  'waiting_customer',
  'excluded',
  'waiting_vendor',
  'waiting_parts',
  'in_progress',
  'open',
] as const;
export type ClockStatus = (typeof clockStatuses)[number];
export type StoredPausing = Partial<Record<Metric, ClockStatus[]>>;

/** What must hold for a policy to be chosen by itself (`domain.md` 3.1); what is missing does not matter. */
export type PolicyConditions = { customerIds?: CustomerId[]; contractType?: string; type?: TicketType; priority?: TicketPriority };

/** Who a step tells or gives the ticket to. */
export type StepTarget =
  | { kind: 'assignee' }
  | { kind: 'team' }
  | { kind: 'watchers' }
  | { kind: 'on_call' }
  | { kind: 'escalation_person' }
  | { kind: 'user'; userId: string };

/** Something done when a clock reaches a level, `afterMinutes` of wall time later while nobody has acknowledged it. Raising the priority happens once per ticket. */
export type EscalationStep = { level: Level; metrics?: Metric[]; afterMinutes: number } & (
  | { act: 'notify'; whom: StepTarget[] }
  | { act: 'reassign'; to: StepTarget; onlyIfUnassigned: boolean }
  | { act: 'raise_priority'; to: 'one_up' | 'urgent' }
);
