import { notFound } from '../../domain/errors.ts';
import { findTicket, type TicketHead } from '../../domain/tickets/find-ticket.ts';
import type { Card, Json } from '../cards/card.types.ts';
import { makeCard } from '../cards/make-card.rules.ts';
import { action, code, oneLine, plain, row } from '../cards/spans.rules.ts';
import { statusNames } from '../cards/words.rules.ts';
import type { OperationContext } from './operation.ts';

/**
 * Runs `work` on the ticket the arguments name. A number that fits tickets of several months is answered by a list to choose from, whose buttons repeat the same
 * call with the whole number. Throws `not_found`.
 */
export async function withTicket<Args extends { ticket: string }>(
  ctx: OperationContext,
  op: string,
  args: Args,
  work: (ticket: TicketHead) => Promise<Card>,
): Promise<Card> {
  const found = await findTicket(ctx.uow, args.ticket);
  if (found.kind === 'none') throw notFound('ticket', args.ticket);
  if (found.kind === 'one') return work(found.ticket);
  return makeCard('choice', `${args.ticket} fits more than one ticket. Which one?`, {
    rows: found.tickets.map((ticket) =>
      row(
        [code(ticket.number), { text: ` ${oneLine(ticket.subject, 120)}` }],
        [plain(statusNames[ticket.status])],
        [action('This one', op, { ...(args as Record<string, Json>), ticket: ticket.number })],
      ),
    ),
  });
}
