import { z } from 'zod';
import { findDuplicates } from '../../../domain/tickets/find-duplicates.ts';
import { linkTickets as linkThem } from '../../../domain/tickets/link-tickets.ts';
import { setParent } from '../../../domain/tickets/set-parent.ts';
import { linkKinds } from '../../../domain/tickets/ticket-relations.types.ts';
import { unlinkTickets as unlinkThem } from '../../../domain/tickets/unlink-tickets.ts';
import { doneCard } from '../../cards/done-card.ts';
import { listCard } from '../../cards/list-card.ts';
import { action, askFirst, code, oneLine, plain, row } from '../../cards/spans.rules.ts';
import { when } from '../../cards/when.rules.ts';
import { statusNames } from '../../cards/words.rules.ts';
import { seenVersion, ticketRef } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';
import { withTickets } from '../with-tickets.ts';

export const linkTickets = defineDeed({
  summary: 'Link two tickets: related, duplicate, blocks, blocked by, follows, followed by',
  examples: ['link 1 duplicate of 2', 'link 1 blocks 2', 'link 1 blocked by 2', 'link 1 related to 2', 'link 1 follows 2'],
  schema: z.strictObject({ ticket: ticketRef, kind: z.enum(linkKinds), other: ticketRef }),
  run: (ctx, args) =>
    withTickets(ctx, 'tickets.link', args, 'other', async (first, second) => {
      await linkThem(ctx.uow, first.id, args.kind, second.id);
      const undo = action('Undo', 'tickets.unlink', { ticket: first.number, other: second.number, kind: args.kind });
      return doneCard(first, `${first.number}: ${args.kind.replaceAll('_', ' ')} ${second.number}.`, [undo]);
    }),
});

export const unlinkTickets = defineDeed({
  summary: 'Take the links between two tickets away',
  examples: ['unlink 1 from 2', 'unlink 1 2'],
  schema: z.strictObject({ ticket: ticketRef, other: ticketRef, kind: z.enum(linkKinds).optional() }),
  run: (ctx, args) =>
    withTickets(ctx, 'tickets.unlink', args, 'other', async (first, second) => {
      const gone = await unlinkThem(ctx.uow, first.id, second.id, args.kind ?? null);
      return doneCard(first, `${gone.first} and ${gone.second} are not linked any more (${gone.removed.join(', ')}).`, []);
    }),
});

export const setTicketParent = defineDeed({
  summary: 'Put a ticket under another, or take it off',
  examples: ['parent 1 of 2', 'child 2 of 1', 'unparent 2'],
  schema: z.strictObject({ ticket: ticketRef, parent: ticketRef, version: seenVersion }),
  run: (ctx, args) => {
    if (/^(none|nobody|-)$/i.test(args.parent)) {
      return withTicket(ctx, 'ticket.parent', args, async (ticket) => {
        await setParent(ctx.uow, ticket.id, null, args.version ?? null);
        return doneCard(ticket, `${ticket.number} has no parent.`, []);
      });
    }
    return withTickets(ctx, 'ticket.parent', args, 'parent', async (child, parent) => {
      await setParent(ctx.uow, child.id, parent.id, args.version ?? null);
      const undo = action('Undo', 'ticket.parent', { ticket: child.number, parent: 'none' });
      return doneCard(child, `${child.number} is a child of ${parent.number}.`, [undo]);
    });
  },
});

export const suggestDuplicates = defineDeed({
  summary: 'Look for tickets about the same matter',
  examples: ['duplicates 1', 'duplicates of TKT-202611-00001'],
  schema: z.strictObject({ ticket: ticketRef }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.duplicates', args, async (ticket) => {
      const found = await findDuplicates(ctx.uow, ticket.id);
      const rows = found.map((one) =>
        row(
          [code(one.number), { text: ` ${oneLine(one.subject, 120)}` }],
          [
            plain(`${one.score} of 100: ${one.reasons.join(', ')}`),
            [{ text: `${statusNames[one.status]} · ` }, when(one.createdAt, ctx.reader)],
          ],
          [
            action('Show', 'ticket.show', { ticket: one.number }),
            askFirst(
              'Merge',
              'ticket.merge',
              { ticket: ticket.number, into: one.number, intoVersion: one.version },
              `Merge ${ticket.number} into ${one.number}? It can be taken back for 24 hours.`,
            ),
            action('Link as duplicate', 'tickets.link', { ticket: ticket.number, kind: 'duplicate', other: one.number }),
          ],
        ),
      );
      return listCard(`Like ${ticket.number}: ${oneLine(ticket.subject, 100)}`, rows, {
        empty: 'No ticket of this requester or customer reads like it.',
        ticket: ticket.number,
      });
    }),
});
