import { AppError } from '../errors.ts';
import type { TicketStatus } from './tickets.types.ts';

type Refusal = string;

/** Where each status may go; a status that is missing is refused with the reason below. */
export const statusMoves: Record<TicketStatus, readonly TicketStatus[]> = {
  open: ['in_progress', 'waiting_customer', 'resolved', 'closed', 'cancelled'],
  in_progress: ['open', 'waiting_customer', 'resolved', 'closed', 'cancelled'],
  waiting_customer: ['open', 'in_progress', 'resolved', 'closed', 'cancelled'],
  resolved: ['open', 'in_progress', 'closed'],
  closed: ['open'],
  cancelled: ['open'],
};

const refusals: Partial<Record<TicketStatus, Refusal>> = {
  resolved: 'A resolved ticket can be reopened (open, in_progress) or closed.',
  closed: 'A closed ticket can only be reopened: set it to open first.',
  cancelled: 'A cancelled ticket can only be reopened: set it to open first.',
};

/** Throws `refused_transition` with the reason when a ticket may not go from one status to the other. */
export function assertMove(number: string, from: TicketStatus, to: TicketStatus): void {
  if (statusMoves[from].includes(to)) return;
  const why = from === to ? `It is ${to} already.` : (refusals[from] ?? `It can go to: ${statusMoves[from].join(', ')}.`);
  throw new AppError('refused_transition', {
    message: `ticket may not go from ${from} to ${to}`,
    userMessage: `${number} was not changed from ${from} to ${to}. ${why}`,
    details: { ticket: number, from, to },
  });
}

/** True while somebody still has to do something. */
export function isUnfinished(status: TicketStatus): boolean {
  return status === 'open' || status === 'in_progress' || status === 'waiting_customer';
}

/** What a customer's message does to a ticket (`domain.md` 3.4 rule 5). */
export type ReplyEffect = { kind: 'join'; status: TicketStatus; reopened: boolean } | { kind: 'follow' };

/** A reply joins an unfinished ticket, reopens one resolved within `reopenDays`, and otherwise opens a new ticket that follows the old one. */
export function replyEffect(ticket: { status: TicketStatus; resolvedAt: Date | null }, reopenDays: number, now: Date): ReplyEffect {
  if (ticket.status === 'waiting_customer') return { kind: 'join', status: 'in_progress', reopened: false };
  if (isUnfinished(ticket.status)) return { kind: 'join', status: ticket.status, reopened: false };
  const windowMs = reopenDays * 86_400_000;
  const inWindow = ticket.status === 'resolved' && ticket.resolvedAt !== null && now.getTime() - ticket.resolvedAt.getTime() <= windowMs;
  return inWindow ? { kind: 'join', status: 'open', reopened: true } : { kind: 'follow' };
}

/** When a resolved ticket that stays quiet is closed; null for any other status. */
export function closeDueAt(ticket: { status: TicketStatus; resolvedAt: Date | null; updatedAt: Date }, quietHours: number): Date | null {
  if (ticket.status !== 'resolved' || ticket.resolvedAt === null) return null;
  const quietSince = Math.max(ticket.resolvedAt.getTime(), ticket.updatedAt.getTime());
  return new Date(quietSince + quietHours * 3_600_000);
}

/** A mail's subject as a ticket's title: reply and forward prefixes and our own number token removed, at most 200 characters. */
export function cleanSubject(subject: string): string {
  const plain = subject
    .replace(/\[TKT-\d{6}-\d+\]/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const bare = plain.replace(/^((re|aw|antw|antwort|sv|vs|odp|ref|rif|res|fw|fwd|wg|tr|rv|doorst)\s*(\[\d+\])?\s*:\s*)+/i, '').trim();
  return (bare === '' ? '(no subject)' : bare).slice(0, 200).toWellFormed();
}

/** What stands in the place of a deleted note. */
export const deletedText = '(deleted)';
