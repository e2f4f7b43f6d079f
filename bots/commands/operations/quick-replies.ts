import { z } from 'zod';
import { draftReply } from '../../../domain/deliveries/draft-reply.ts';
import { dropKept } from '../../../domain/macros/drop-kept.ts';
import { fillQuickReply } from '../../../domain/macros/fill-quick-reply.ts';
import { listQuickReplies as findReplies } from '../../../domain/macros/list-quick-replies.ts';
import { saveQuickReply as save } from '../../../domain/macros/save-quick-reply.ts';
import { listCard, settledCard } from '../../cards/list-card.ts';
import { bold, muted, oneLine, plain, row } from '../../cards/spans.rules.ts';
import { shortText, ticketRef, writtenText } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';
import { previewCard } from './compose.ts';

export const listQuickReplies = defineDeed({
  summary: 'List quick replies',
  examples: ['quick list', 'quick replies'],
  schema: z.strictObject({}),
  run: async (ctx) => {
    const replies = await findReplies(ctx.uow);
    const rows = replies.map((reply) =>
      row(
        [
          bold(reply.name),
          muted(
            [reply.category, reply.ownerId === ctx.asker.userId ? 'yours' : reply.owner]
              .map((part) => (part === '' ? '' : ` · ${part}`))
              .join(''),
          ),
        ],
        [plain(oneLine(reply.content, 160))],
      ),
    );
    return listCard('Quick replies', rows, {
      empty: 'There are none yet. For example: quick save "Thanks" : Hello {{requester.name}}, thank you.',
    });
  },
});

export const useQuickReply = defineDeed({
  summary: 'Begin a reply with a quick reply; you read it and send it',
  examples: ['quick 1 Thanks', 'quick 1 "Thanks"'],
  schema: z.strictObject({ ticket: ticketRef, name: shortText }),
  run: (ctx, args) =>
    withTicket(ctx, 'quick.use', args, async (ticket) => {
      const { text } = await fillQuickReply(ctx.uow, ticket.id, args.name);
      const draft = await draftReply(ctx.uow, { ticketId: ticket.id, text, cc: { add: [], remove: [] }, quote: true, after: 'wait' });
      return previewCard(ctx, draft.id);
    }),
});

export const saveQuickReply = defineDeed({
  summary: 'Save a quick reply',
  examples: ['quick save "Thanks" : Hello {{requester.name}}, thank you.', 'quick save "Parts" category:orders shared : We ordered it.'],
  schema: z.strictObject({ name: shortText, content: writtenText, category: shortText.optional(), shared: z.boolean().default(false) }),
  run: async (ctx, args) => {
    const saved = await save(ctx.uow, {
      name: args.name,
      content: args.content,
      shared: args.shared,
      ...(args.category === undefined ? {} : { category: args.category }),
    });
    return settledCard(
      saved.name,
      `${saved.replaced ? 'Replaced' : 'Saved'}${args.shared ? ' and shared' : ' for you alone'}. To use it: quick NUMBER ${saved.name}`,
    );
  },
});

export const deleteQuickReply = defineDeed({
  summary: 'Delete a quick reply of yours',
  examples: ['quick delete "Thanks"'],
  schema: z.strictObject({ name: shortText }),
  run: async (ctx, { name }) => settledCard((await dropKept(ctx.uow, 'quick_replies', name)).name, 'Deleted.'),
});
