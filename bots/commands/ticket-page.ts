import { findExcerpts } from '../../domain/tickets/find-excerpts.ts';
import { listTickets } from '../../domain/tickets/list-tickets.ts';
import { readTicketFilter } from '../../domain/tickets/ticket-filter.rules.ts';
import type { Card } from '../cards/card.types.ts';
import { ticketListCard } from '../cards/ticket-list-card.ts';
import type { OperationContext } from './operation.ts';
import { splitWords } from './words.rules.ts';

const ticketsShown = 5;

/** A page of the tickets a filter selects; `view` is the name it is kept under. What means nothing in it is said, and the rest holds. */
export async function ticketPage(
  ctx: OperationContext,
  wanted: { filter: string; after?: string | undefined; view?: string },
): Promise<Card> {
  const { filter, problems } = readTicketFilter(splitWords(wanted.filter), { now: ctx.uow.now, timeZone: ctx.asker.timeZone });
  const page = await listTickets(ctx.uow, filter, { me: ctx.asker.userId, limit: ticketsShown, after: wanted.after ?? null });
  const ids = page.tickets.map((ticket) => ticket.id);
  const excerpts = page.query === null ? [] : await findExcerpts(ctx.uow, page.query, ids);
  return ticketListCard(page, {
    filter: wanted.filter.trim(),
    view: wanted.view ?? null,
    problems,
    excerpts,
    anyStatus: filter.anyStatus,
    reader: ctx.reader,
    userName: ctx.asker.name,
    after: wanted.after !== undefined,
  });
}
