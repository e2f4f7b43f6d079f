import { z } from 'zod';
import { checkDraft } from '../../../domain/deliveries/check-draft.ts';
import { draftForward } from '../../../domain/deliveries/draft-forward.ts';
import { draftOutreach } from '../../../domain/deliveries/draft-outreach.ts';
import { draftReply } from '../../../domain/deliveries/draft-reply.ts';
import { viewDraft } from '../../../domain/deliveries/view-draft.ts';
import { mailAddress } from '../../../domain/input.rules.ts';
import type { Card, Section } from '../../cards/card.types.ts';
import { draftCard } from '../../cards/draft-card.ts';
import { addressList, shortText, ticketRef, writtenText } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';

/** The preview of a draft with its warnings as they hold now. */
export async function previewCard(
  ctx: OperationContext,
  draftId: string,
  shown: { seen: string | null; newMessage: Section | null } = { seen: null, newMessage: null },
): Promise<Card> {
  const draft = await viewDraft(ctx.uow, draftId);
  return draftCard(draft, await checkDraft(ctx.uow, draft), { reader: ctx.reader, ...shown });
}

const people = (addresses: string[] | undefined) => [...new Set(addresses ?? [])].map((address) => ({ name: '', address }));
const after = z.enum(['wait', 'keep', 'resolve']).default('wait');

export const replyToTicket = defineDeed({
  summary: 'Answer the customer; you see who gets it before it is sent',
  examples: [
    'reply 1 We are on our way.',
    'reply 1 cc:+bob@acme.example cc:-eve@acme.example Hello',
    'reply 1 --resolve All fixed.',
    'answer TKT-202611-00001 --keep On it',
  ],
  schema: z.strictObject({
    ticket: ticketRef,
    text: writtenText,
    addCc: addressList.optional(),
    removeCc: addressList.optional(),
    after,
    quote: z.boolean().default(true),
  }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.reply', args, async (ticket) => {
      const cc = { add: people(args.addCc), remove: args.removeCc ?? [] };
      const draft = await draftReply(ctx.uow, { ticketId: ticket.id, text: args.text, cc, quote: args.quote, after: args.after });
      return previewCard(ctx, draft.id);
    }),
});

export const forwardTicket = defineDeed({
  summary: 'Pass a ticket on to a supplier; the customer does not see it',
  examples: ['forward 1 to supplier@x.example Do you have this part?', 'fwd 1 to a@x.example, b@x.example Please quote'],
  schema: z.strictObject({
    ticket: ticketRef,
    to: addressList,
    addCc: addressList.optional(),
    text: writtenText,
    quote: z.boolean().default(true),
    files: z.boolean().default(true),
  }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.forward', args, async (ticket) => {
      const { text, quote, files } = args;
      const draft = await draftForward(ctx.uow, { ticketId: ticket.id, to: people(args.to), cc: people(args.addCc), text, quote, files });
      return previewCard(ctx, draft.id);
    }),
});

export const writeMail = defineDeed({
  summary: 'Write to somebody first; sending it opens a ticket',
  examples: [
    'write jane@acme.example subject "Your visit" Shall we come on Monday?',
    'mail jane@acme.example "Your visit" from:support@our.example Hello',
  ],
  schema: z.strictObject({
    to: mailAddress,
    subject: shortText,
    text: writtenText,
    from: mailAddress.optional(),
    addCc: addressList.optional(),
  }),
  run: async (ctx, args) => {
    const draft = await draftOutreach(ctx.uow, {
      to: { name: '', address: args.to },
      cc: people(args.addCc),
      subject: args.subject,
      text: args.text,
      from: args.from ?? null,
    });
    return previewCard(ctx, draft.id);
  },
});
