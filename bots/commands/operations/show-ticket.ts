import { z } from 'zod';
import { latestResult } from '../../../domain/ai-runs/latest-result.ts';
import type { AnalysisData } from '../../../domain/ai-runs/results.types.ts';
import type { TicketId, TicketMessageId } from '../../../domain/ids.types.ts';
import { isUnfinished } from '../../../domain/tickets/ticket.rules.ts';
import { type TicketView, viewTicket } from '../../../domain/tickets/view-ticket.ts';
import { whatHappenedSince } from '../../../domain/tickets/what-happened-since.ts';
import { analysisSection, triageSection } from '../../cards/ai/analysis-section.ts';
import { messageBadges } from '../../cards/ai/badge.rules.ts';
import { dataOf } from '../../cards/ai/result-parts.ts';
import type { Card, CardAction } from '../../cards/card.types.ts';
import { action } from '../../cards/spans.rules.ts';
import { ticketCard } from '../../cards/ticket-card.ts';
import { typeActions } from '../../cards/type-actions.ts';
import { ticketRef, uuid } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';

const messagesShown = 5;

/** The ticket's card as it stands in this unit. */
export async function showTicketCard(ctx: OperationContext, id: TicketId, before: TicketMessageId | null = null): Promise<Card> {
  const view = await viewTicket(ctx.uow, id, { limit: messagesShown, before });
  if (before === null) return withReadings(ctx, view);
  const card = cardOf(ctx, view);
  return { ...card, actions: [action('Latest messages', 'ticket.show', { ticket: view.ticket.number }), ...card.actions] };
}

function cardOf({ reader, asker, fileLink }: OperationContext, view: TicketView, withoutTriage = false): Card {
  return ticketCard(view, {
    reader,
    userId: asker.userId,
    fileLink: fileLink === null ? null : (file) => fileLink({ kind: 'attachment', id: file.id }),
    asSentLink: fileLink === null ? null : (message) => fileLink({ kind: 'as_sent', id: message.id }),
    withoutTriage,
  });
}

/** The card with what the AI last found and a badge on messages that look as if they gave orders. Only here: a card that is mirrored into a chat does not grow. */
async function withReadings(ctx: OperationContext, view: TicketView): Promise<Card> {
  const { uow, reader } = ctx;
  const { ticket } = view;
  const analysis = await latestResult(uow, ticket.id, 'analysis');
  const triage = isUnfinished(ticket.status) ? await latestResult(uow, ticket.id, 'triage') : null;
  const basis = analysis === null ? null : dataOf<AnalysisData>(analysis).basis;
  const since = basis === null ? null : await whatHappenedSince(uow, basis);
  const triaged = triage === null ? [] : triageSection(triage, ticket, typeActions(ticket));
  const card = cardOf(ctx, view, triaged.length > 0);
  return {
    ...card,
    notices: [...card.notices, ...messageBadges(view.messages)],
    sections: [
      ...(analysis === null || since === null ? [] : [analysisSection(analysis, ticket, since.said, reader)]),
      ...triaged,
      ...card.sections,
    ],
    actions: [...card.actions, ...readingActions(view)],
  };
}

/** What the AI can be asked about the ticket as it stands: an answer where the customer waits for one, a summary where not all of it is shown. */
function readingActions({ ticket, messages, earlier }: TicketView): CardAction[] {
  if (ticket.isSpam || !isUnfinished(ticket.status)) return [];
  const newest = messages.findLast(({ isPublic, author }) => isPublic && author.kind !== 'system');
  const waits = newest !== undefined && newest.author.kind !== 'staff';
  return [
    ...(waits ? [action('Draft an answer', 'ai.draft', { ticket: ticket.number })] : []),
    ...(earlier > 0 ? [action('Summarise', 'ai.summarise', { ticket: ticket.number })] : []),
  ];
}

export const showTicket = defineDeed({
  summary: 'Show a ticket with its last messages, files, mails and what can be done',
  examples: ['show 1', '#1', 'TKT-202611-00001', 'ticket 1'],
  schema: z.strictObject({ ticket: ticketRef, before: uuid.nullish() }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.show', args, (ticket) => showTicketCard(ctx, ticket.id, (args.before ?? null) as TicketMessageId | null)),
});
