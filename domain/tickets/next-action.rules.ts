import type { CalendarHours } from '../calendars/calendar.types.ts';
import { dueAfter } from '../calendars/due-after.rules.ts';
import type { StaffUserId } from '../ids.types.ts';
import type { NextActionState } from './next-action.types.ts';
import { isUnfinished } from './ticket.rules.ts';
import type { TicketPriority, TicketStatus } from './tickets.types.ts';

/** What of a ticket decides its next point of action. `since`: when the present one came into force, null is the ticket's creation. */
export type NextActionFacts = {
  status: TicketStatus;
  priority: TicketPriority;
  assigneeId: StaffUserId | null;
  isSpam: boolean;
  createdAt: Date;
  text: string | null;
  state: NextActionState | null;
  dueAt: Date | null;
  dueIsManual: boolean;
  ownerId: StaffUserId | null;
  excluded: boolean;
  isPublic: boolean;
  since: Date | null;
  remindedAt: Date | null;
};

/** The next point of action that holds. `isDefault`: nobody wrote one, it follows from status and assignee. */
export type NextAction = {
  text: string;
  state: NextActionState;
  dueAt: Date;
  dueIsManual: boolean;
  ownerId: StaffUserId | null;
  isDefault: boolean;
  excluded: boolean;
  isPublic: boolean;
  remindedAt: Date | null;
};

/** Hours of working time by priority (`domain.md` 3.14, ours: working time). */
export const nextActionHours: Record<TicketPriority, number> = { urgent: 2, high: 4, medium: 24, low: 48 };

/** A ticket that waits is followed up after this long, at the next opening. */
const followUpMs = 2 * 86_400_000;

/** States in which somebody else has to act: clocks that pause for them stand still. */
export function isWaitingState(state: NextActionState): boolean {
  return state === 'waiting_customer' || state === 'waiting_vendor' || state === 'waiting_parts';
}

/**
 * What has to be done next on a ticket, by whom and until when; null for one that is over or spam. Every unfinished ticket has one (`domain.md` 3.14): where
 * nobody wrote it, its status and assignee say it. Without a calendar all time counts.
 */
export function nextActionOf(ticket: NextActionFacts, calendar: CalendarHours | null): NextAction | null {
  if (!isUnfinished(ticket.status) || ticket.isSpam) return null;
  const fallback = defaultAction(ticket);
  const state = ticket.state ?? fallback.state;
  const since = ticket.since ?? ticket.createdAt;
  return {
    text: ticket.text ?? fallback.text,
    state,
    dueAt: ticket.dueAt ?? dueOf(state, ticket.priority, since, calendar),
    dueIsManual: ticket.dueIsManual,
    ownerId: ticket.ownerId ?? ticket.assigneeId,
    isDefault: ticket.text === null,
    excluded: ticket.excluded,
    isPublic: ticket.isPublic,
    remindedAt: ticket.remindedAt,
  };
}

function defaultAction({ status, assigneeId }: NextActionFacts): { text: string; state: NextActionState } {
  if (status === 'waiting_customer')
    return { text: 'Wait for the customer’s answer, and follow up after 2 days.', state: 'waiting_customer' };
  if (status === 'in_progress') return { text: 'Go on with the work and tell the customer how it stands.', state: 'implementation' };
  return assigneeId === null
    ? { text: 'Assign the ticket and begin to investigate.', state: 'investigation' }
    : { text: 'Review the ticket and investigate.', state: 'investigation' };
}

function dueOf(state: NextActionState, priority: TicketPriority, since: Date, calendar: CalendarHours | null): Date {
  if (isWaitingState(state)) {
    const asked = since.getTime() + followUpMs;
    const opens = calendar === null ? null : dueAfter(calendar, asked, 1);
    return new Date(opens === null ? asked : opens - 1);
  }
  const targetMs = nextActionHours[priority] * 3_600_000;
  const due = calendar === null ? null : dueAfter(calendar, since.getTime(), targetMs);
  return new Date(due ?? since.getTime() + targetMs);
}
