import { z } from 'zod';
import type { TicketId, TicketMessageId } from '../../../domain/ids.types.ts';
import { viewTicket } from '../../../domain/tickets/view-ticket.ts';
import type { Card } from '../../cards/card.types.ts';
import { action } from '../../cards/spans.rules.ts';
import { ticketCard } from '../../cards/ticket-card.ts';
import { ticketRef, uuid } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';

const messagesShown = 5;

/** The ticket's card as it stands in this unit. */
export async function showTicketCard(ctx: OperationContext, id: TicketId, before: TicketMessageId | null = null): Promise<Card> {
  const view = await viewTicket(ctx.uow, id, { limit: messagesShown, before });
  const { fileLink } = ctx;
  const card = ticketCard(view, {
    reader: ctx.reader,
    userId: ctx.asker.userId,
    fileLink: fileLink === null ? null : (file) => fileLink({ kind: 'attachment', id: file.id }),
  });
  return before === null
    ? card
    : { ...card, actions: [action('Latest messages', 'ticket.show', { ticket: view.ticket.number }), ...card.actions] };
}

export const showTicket = defineDeed({
  summary: 'Show a ticket with its last messages, files, mails and what can be done',
  examples: ['show 1', '#1', 'TKT-202611-00001', 'ticket 1'],
  schema: z.strictObject({ ticket: ticketRef, before: uuid.nullish() }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.show', args, (ticket) => showTicketCard(ctx, ticket.id, (args.before ?? null) as TicketMessageId | null)),
});
