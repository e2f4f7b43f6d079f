import { wallTime } from '../../../domain/calendars/wall-time.rules.ts';
import type { NextAction } from '../../../domain/tickets/next-action.rules.ts';
import type { PublicConversation, TicketChangeLine } from '../../../domain/tickets/public-conversation.types.ts';
import type { TicketMaterial } from './ticket-material.types.ts';

const mostText = 500;

/** The ticket's own facts for a model: nothing in them was written by a stranger. */
export function ticketText({ ticket, now, timeZone }: TicketMaterial): string {
  const promise =
    ticket.nextDueAt === null
      ? 'none is running'
      : `${wallTime(ticket.nextDueAt, timeZone)}${ticket.nextDueAt <= now ? ', which is over' : ''}`;
  return [
    `status: ${spaced(ticket.status)}`,
    `priority: ${ticket.priority}`,
    `type: ${spaced(ticket.type)}`,
    `opened: ${wallTime(ticket.createdAt, timeZone)}`,
    `assigned to somebody: ${ticket.hasAssignee ? 'yes' : 'no'}`,
    `reopened: ${ticket.reopened} times`,
    `next promised time: ${promise}`,
    `a promise was broken: ${ticket.breached ? 'yes' : 'no'}`,
  ].join('\n');
}

/** Changes of status and priority, oldest first. */
export function historyLines(changes: TicketChangeLine[], timeZone: string): string[] {
  return changes.map((change) => {
    const at = wallTime(change.at, timeZone);
    if (change.what === 'opened') return `${at}: opened${change.to === null ? '' : `, priority ${change.to}`}`;
    if (change.what === 'reopened') return `${at}: reopened${change.from === null ? '' : `, it was ${spaced(change.from)}`}`;
    return `${at}: ${change.what} ${spaced(change.from ?? 'unknown')} → ${spaced(change.to ?? 'unknown')}`;
  });
}

/** What was to be done and what came of it, oldest first. */
export function pastActionLines(past: PublicConversation['past'], timeZone: string): string[] {
  const endings = { done: 'done', replaced: 'replaced by another', ticket_ended: 'ended with the ticket' };
  return past.map(
    ({ text, state, endedAt, how, answer }) =>
      `${wallTime(endedAt, timeZone)}, ${spaced(state)}: ${oneLine(text)} · ${endings[how]}${answer === null || answer === '' ? '' : ` · ${oneLine(answer)}`}`,
  );
}

/** The present next point of action, or that there is none. */
export function currentActionLine(current: NextAction | null, timeZone: string): string {
  if (current === null) return 'now: none, the ticket is over';
  return `now, ${spaced(current.state)}: ${oneLine(current.text)} · due ${wallTime(current.dueAt, timeZone)}`;
}

function spaced(word: string): string {
  return word.replaceAll('_', ' ');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, mostText);
}
