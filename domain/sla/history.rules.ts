import type { CustomerId } from '../ids.types.ts';
import type { NextActionState } from '../tickets/next-action.types.ts';
import type { TicketEventType, TicketPriority, TicketStatus, TicketType } from '../tickets/tickets.types.ts';
import type { HistoryEvent } from './history.types.ts';
import { type ClockStatus, clockStatuses } from './policy.types.ts';
import type { PolicySubject } from './policy-in-force.types.ts';

/** Log lines that say something about clocks. */
export const historyEventTypes = [
  'opened',
  'message_added',
  'status_changed',
  'reopened',
  'spam_marked',
  'spam_released',
  'priority_changed',
  'type_changed',
  'customer_linked',
  'contract_linked',
  'sla_policy_set',
  'sla_applied',
  'sla_warning',
  'sla_critical',
  'sla_breached',
  'next_action_set',
] as const satisfies readonly TicketEventType[];
type HistoryType = (typeof historyEventTypes)[number];

/** A line of the event log. */
export type LogLine = { type: HistoryType; at: Date; data: Record<string, unknown> };

type NextActionMark = { state: NextActionState | null; excluded: boolean };
type Walk = {
  at: number;
  writtenAt: number;
  openedAt: number;
  status: TicketStatus;
  mark: NextActionMark;
  shown: ClockStatus;
  facts: PolicySubject;
};

/**
 * A ticket's log as its clocks see it, in the order it took effect. `current` is what the ticket is now: it stands in for what the oldest lines, of earlier
 * versions of the log, do not say. A unit that waited for another writes after it with an earlier instant: what it did then took effect a millisecond after the
 * other, never in the midst of it. The mail that opened the ticket is its creation and starts no next reply of its own.
 */
export function readHistory(lines: readonly LogLine[], current: PolicySubject): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  const ordered = [...lines].sort((a, b) => Number(b.type === 'opened') - Number(a.type === 'opened'));
  const walk = firstStep(ordered, current);
  for (const line of ordered) {
    if (isUnheard(line)) continue;
    enter(walk, line.at.getTime());
    events.push(...readLine(line, walk));
  }
  return events.sort((a, b) => a.at - b.at);
}

/** Lines of one instant are one unit's. */
function enter(walk: Walk, writtenAt: number): void {
  if (writtenAt === walk.writtenAt) return;
  walk.at = Math.max(writtenAt, walk.at + 1);
  walk.writtenAt = writtenAt;
}

/** Notes and reports are written without holding the ticket, between the lines of another unit, and no clock hears them. */
function isUnheard({ type, data }: LogLine): boolean {
  if (type !== 'message_added') return false;
  return !(data.public === true && (data.kind === 'reply' || data.kind === 'mail'));
}

/** The status as the clocks see it: the first that holds of `clockStatuses`. */
export function clockStatusOf(status: TicketStatus, mark: NextActionMark): ClockStatus {
  const holding = new Set<ClockStatus>([status, ...(mark.excluded ? ['excluded' as const] : []), ...waitingFor(mark.state)]);
  return clockStatuses.find((one) => holding.has(one)) ?? status;
}

function waitingFor(state: NextActionState | null): ClockStatus[] {
  return state === 'waiting_customer' || state === 'waiting_vendor' || state === 'waiting_parts' ? [state] : [];
}

function firstStep(lines: readonly LogLine[], current: PolicySubject): Walk {
  const before = <T>(type: HistoryType, key: string): T | undefined => lines.find((line) => line.type === type)?.data[key] as T | undefined;
  const facts: PolicySubject = {
    slaPolicyId: null,
    contractId: null,
    customerId:
      before<CustomerId | null>('opened', 'customerId') ??
      (before('customer_linked', 'customerId') === undefined ? current.customerId : null),
    priority: before<TicketPriority>('opened', 'priority') ?? before<TicketPriority>('priority_changed', 'from') ?? current.priority,
    type: before<TicketType>('opened', 'type') ?? before<TicketType>('type_changed', 'from') ?? current.type,
  };
  const openedAt = lines[0]?.at.getTime() ?? 0;
  return { at: openedAt, writtenAt: openedAt, openedAt, status: 'open', mark: { state: null, excluded: false }, shown: 'open', facts };
}

function readLine(line: LogLine, walk: Walk): HistoryEvent[] {
  const { at } = walk;
  const { data } = line;
  switch (line.type) {
    case 'opened':
      return [
        { at, type: 'facts', facts: walk.facts },
        { at, ...sinceReceipt(data, at), type: 'created', priority: walk.facts.priority, status: 'open' },
      ];
    case 'message_added':
      return readMessage(data, walk);
    case 'status_changed':
    case 'reopened':
    case 'spam_marked':
    case 'spam_released':
      walk.status = (data.to as TicketStatus | undefined) ?? 'open';
      return statusEvent(walk);
    case 'next_action_set':
      walk.mark = { state: (data.state as NextActionState | null | undefined) ?? null, excluded: data.excluded === true };
      return statusEvent(walk);
    case 'priority_changed': {
      const priority = data.to as TicketPriority;
      // A raise by the system must not bring a ticket under a shorter policy either: it decides nothing but the clocks that start later.
      if (data.system === true) return [{ at, type: 'priority', priority, system: true }];
      return [...factsEvent(walk, { priority }), { at, type: 'priority', priority }];
    }
    case 'type_changed':
      return factsEvent(walk, { type: data.to as TicketType });
    case 'customer_linked':
      return factsEvent(walk, { customerId: (data.customerId as CustomerId | null | undefined) ?? null });
    case 'contract_linked':
      return factsEvent(walk, { contractId: (data.contractId as string | null | undefined) ?? null });
    case 'sla_policy_set':
      return factsEvent(walk, { slaPolicyId: (data.policyId as string | null | undefined) ?? null });
    case 'sla_warning':
    case 'sla_critical':
    case 'sla_breached':
      return [{ at, type: 'noticed' }];
    case 'sla_applied':
      return [appliedEvent(data, walk)];
  }
}

function readMessage(data: Record<string, unknown>, walk: Walk): HistoryEvent[] {
  const { at } = walk;
  if (data.kind === 'reply') return [{ at, type: 'public_reply' }];
  if (data.automatic === true || at === walk.openedAt) return [];
  return [{ at, ...sinceReceipt(data, at), type: 'customer_message' }];
}

function sinceReceipt(data: Record<string, unknown>, at: number): { since?: number } {
  if (typeof data.receivedAt !== 'string') return {};
  return { since: Math.min(at, Date.parse(data.receivedAt)) };
}

function statusEvent(walk: Walk): HistoryEvent[] {
  const status = clockStatusOf(walk.status, walk.mark);
  if (status === walk.shown) return [];
  walk.shown = status;
  return [{ at: walk.at, type: 'status', status }];
}

function factsEvent(walk: Walk, changed: Partial<PolicySubject>): HistoryEvent[] {
  walk.facts = { ...walk.facts, ...changed };
  return [{ at: walk.at, type: 'facts', facts: walk.facts }];
}

/** A version counts from when it took effect, however late it was applied to this ticket, but not from before the ticket. */
function appliedEvent(data: Record<string, unknown>, walk: Walk): HistoryEvent {
  const effectiveAt = typeof data.effectiveAt === 'string' ? Date.parse(data.effectiveAt) : walk.at;
  return {
    at: Math.min(walk.at, Math.max(walk.openedAt, effectiveAt)),
    type: 'applied',
    policyId: (data.policyId as string | null | undefined) ?? null,
    version: (data.version as number | null | undefined) ?? null,
    because: typeof data.because === 'string' ? data.because : '',
  };
}
