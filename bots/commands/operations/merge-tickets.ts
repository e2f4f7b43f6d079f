import { z } from 'zod';
import { findMessages } from '../../../domain/tickets/find-messages.ts';
import { mergeTicket } from '../../../domain/tickets/merge-ticket.ts';
import { splitTicket } from '../../../domain/tickets/split-ticket.ts';
import { unmergeTicket } from '../../../domain/tickets/unmerge-ticket.ts';
import type { Notice } from '../../cards/card.types.ts';
import { doneCard } from '../../cards/done-card.ts';
import { makeCard, withNotice } from '../../cards/make-card.rules.ts';
import { action, askFirst, plain } from '../../cards/spans.rules.ts';
import { statusNames } from '../../cards/words.rules.ts';
import { seenVersion, shortText, ticketRef } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';
import { withTickets } from '../with-tickets.ts';
import { showTicketCard } from './show-ticket.ts';

export const mergeInto = defineDeed({
  summary: 'Merge a ticket into another; it can be taken back for 24 hours',
  examples: ['merge 1 into 2', 'merge TKT-202611-00001 with 2'],
  schema: z.strictObject({
    ticket: ticketRef,
    into: ticketRef,
    confirmed: z.boolean().default(false),
    version: seenVersion,
    intoVersion: seenVersion,
  }),
  run: (ctx, args) =>
    withTickets(ctx, 'ticket.merge', args, 'into', async (source, target) => {
      const { confirmed } = args;
      const done = await mergeTicket(ctx.uow, source.id, target.id, {
        confirmed,
        sourceVersion: args.version ?? null,
        targetVersion: args.intoVersion ?? null,
      });
      if (done.kind === 'two_parties') {
        const again = { ticket: source.number, into: target.number, confirmed: true };
        return makeCard('choice', `${source.number} and ${target.number} are of different people. Nothing was changed.`, {
          notices: [
            {
              level: 'warning',
              text: 'Merged, staff would see both conversations as one, and an answer could quote one side to the other. People of the other side do not join: their later mail is filed as internal.',
            },
          ],
          text: [plain(`On ${source.number}: ${done.people.join(', ') || 'nobody outside'}`)],
          actions: [
            askFirst('Merge all the same', 'ticket.merge', again, `Merge ${source.number} into ${target.number} of somebody else?`),
          ],
          ticket: source.number,
        });
      }
      const left: Notice[] =
        done.leftOut.length === 0
          ? []
          : [{ level: 'warning', text: `Did not join ${target.number}, as they are of another side: ${done.leftOut.join(', ')}.` }];
      const people = done.joined.length === 0 ? '' : ` ${done.joined.join(', ')} joined it.`;
      return doneCard(
        target,
        `${source.number} is merged into ${target.number}: it is closed and read-only, and its later mail comes here.${people}`,
        [action('Undo', 'ticket.unmerge', { ticket: source.number })],
        left,
      );
    }),
});

export const unmerge = defineDeed({
  summary: 'Take a merge back, within 24 hours',
  examples: ['unmerge 1', 'undo merge 1'],
  schema: z.strictObject({ ticket: ticketRef, version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.unmerge', args, async (ticket) => {
      const done = await unmergeTicket(ctx.uow, ticket.id, args.version ?? null);
      const kept = done.kept === 0 ? '' : ` ${done.kept} of its people wrote on ${done.target} since and stay there too.`;
      return doneCard(
        ticket,
        `${done.source} stands for itself again and is ${statusNames[done.status]}. Mail that came in meanwhile stays on ${done.target}.${kept}`,
        [],
      );
    }),
});

export const splitOff = defineDeed({
  summary: 'Give messages a ticket of their own; nothing is sent',
  examples: ['split 1 messages 3,4', 'split 1 messages 2 as "Invoice"'],
  schema: z.strictObject({
    ticket: ticketRef,
    messages: z.array(z.int().min(1)).min(1, 'must name messages').max(100, 'must be at most 100'),
    subject: shortText.optional(),
    version: seenVersion,
  }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.split', args, async (ticket) => {
      const messages = await findMessages(ctx.uow, ticket.id, args.messages);
      const done = await splitTicket(ctx.uow, ticket.id, { messages, subject: args.subject ?? null }, args.version ?? null);
      const count = `${done.messages} message${done.messages === 1 ? '' : 's'}`;
      const card = await showTicketCard(ctx, done.id);
      return withNotice(
        card,
        'success',
        `${done.number} has ${count} of ${done.source} now, with writers and times; they stay on ${done.source} too. Nobody was told.`,
      );
    }),
});
