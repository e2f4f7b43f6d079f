import type { StaffUserId } from '../ids.types.ts';
import type { TicketStatus } from '../tickets/tickets.types.ts';
import type { NotificationFacts, NotificationKind, NotificationReason, NotificationState } from './notifications.types.ts';

/** How a waiting notice stands when its time has come. */
export type WaitingNotice = {
  kind: NotificationKind;
  reason: NotificationReason;
  userId: StaffUserId;
  /** State of the same event's row on the console. */
  consoleState: NotificationState | null;
  isActive: boolean;
  status: TicketStatus;
  isSpam: boolean;
  isMerged: boolean;
  assigneeId: StaffUserId | null;
};

/** Kinds that ask for work which a ticket that is over does not need any more. */
const onlyWhileOpen: readonly NotificationKind[] = [
  'ticket_opened',
  'ticket_assigned',
  'team_assigned',
  'sla_warning',
  'sla_critical',
  'next_action_due',
  'snooze_over',
  'reopened',
];
const over: readonly TicketStatus[] = ['resolved', 'closed', 'cancelled'];

/** Why a notice is of no interest any more, in words for the log; null when it still is. */
export function staleReason(notice: WaitingNotice): string | null {
  if (!notice.isActive) return 'not active staff any more';
  if (notice.consoleState === 'read') return 'read already';
  if (notice.isMerged) return 'merged into another ticket';
  if (notice.isSpam) return 'spam';
  if (over.includes(notice.status) && onlyWhileOpen.includes(notice.kind)) return `ticket is ${notice.status}`;
  if (notice.kind === 'ticket_assigned' && notice.reason === 'assignee' && notice.assigneeId !== notice.userId)
    return 'given to somebody else';
  return null;
}

/** The due time that a notice names: that of its facts, else the ticket's next. */
export function dueOf({ facts, dueAt }: { facts: NotificationFacts; dueAt: Date | null }): Date | null {
  const named = typeof facts.dueAt === 'string' ? new Date(facts.dueAt) : null;
  return named === null || Number.isNaN(named.getTime()) ? dueAt : named;
}
