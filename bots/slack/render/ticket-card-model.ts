import type { TicketView } from '../../../domain/tickets/view-ticket.ts';
import { authorName } from '../../cards/words.rules.ts';
import type { TicketCardModel } from './ticket-card.types.ts';

/** The facts of the card from a ticket as people see it; its window has to hold the latest messages. */
export function ticketCardModel(
  { ticket, messages, relations, nextAction }: TicketView,
  { isShared }: { isShared: boolean },
): TicketCardModel {
  const last = messages.findLast((message) => message.author.kind === 'contact' && message.mergedFrom === null);
  return {
    number: ticket.number,
    subject: ticket.subject,
    version: ticket.version,
    status: ticket.status,
    priority: ticket.priority,
    isSpam: ticket.isSpam,
    mergedInto: relations.mergedInto?.number ?? null,
    assignee: ticket.assignee,
    requester: ticket.requesterName === '' ? ticket.requesterAddress : ticket.requesterName,
    customer: ticket.customer,
    canLink: ticket.customerId === null && ticket.requesterIsOutside,
    nextDueAt: ticket.nextDueAt,
    breached: ticket.breached,
    snoozedUntil: ticket.snoozedUntil,
    next:
      nextAction === null
        ? null
        : { text: nextAction.text, owner: nextAction.owner, dueAt: nextAction.dueAt, isPublic: nextAction.isPublic },
    lastMessage:
      last === undefined ? null : { author: authorName(last.author), text: last.text, at: last.createdAt, isVerified: last.isVerified },
    isShared,
  };
}
