import type { TicketHead } from '../../domain/tickets/find-ticket.ts';
import type { Card, CardAction, Notice } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, code, oneLine } from './spans.rules.ts';

/** What was done to a ticket, in one line, with a way to undo it where there is one. */
export function doneCard(ticket: Pick<TicketHead, 'number' | 'subject'>, text: string, actions: CardAction[], more: Notice[] = []): Card {
  return makeCard('done', [code(ticket.number), { text: ' ' }, bold(oneLine(ticket.subject, 120))], {
    notices: [{ level: 'success', text }, ...more],
    actions: [...actions, action('Show', 'ticket.show', { ticket: ticket.number })],
    ticket: ticket.number,
  });
}
