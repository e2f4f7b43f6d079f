import type { TicketHead } from '../../domain/tickets/find-ticket.ts';
import type { Card } from '../cards/card.types.ts';
import type { OperationContext } from './operation.ts';
import { withTicket } from './with-ticket.ts';

/** As `withTicket` for a call that names two tickets, `ticket` and another under `key`. */
export async function withTickets<Key extends string, Args extends { ticket: string } & { [K in Key]: string }>(
  ctx: OperationContext,
  op: string,
  args: Args,
  key: Key,
  work: (first: TicketHead, second: TicketHead) => Promise<Card>,
): Promise<Card> {
  return withTicket(ctx, op, args, (first) => {
    const named = { ...args, ticket: first.number };
    return withTicket(ctx, op, { ticket: args[key] }, (second) => work(first, second)).then((card) =>
      card.kind === 'choice' && card.rows.every((row) => row.actions.every((one) => one.op === op && Object.keys(one.args).length === 1))
        ? choosing(card, named, key)
        : card,
    );
  });
}

/** The list asks for the second ticket: its buttons repeat the whole call with that one named. */
function choosing(card: Card, args: Record<string, unknown>, key: string): Card {
  return {
    ...card,
    rows: card.rows.map((row) => ({
      ...row,
      actions: row.actions.map((one) => ({ ...one, args: { ...(args as typeof one.args), [key]: one.args.ticket ?? null } })),
    })),
  };
}
