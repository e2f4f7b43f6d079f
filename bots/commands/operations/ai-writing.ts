import { z } from 'zod';
import type { WantedJob } from '../../../domain/ai-runs/ai-runs.types.ts';
import { findJob } from '../../../domain/ai-runs/find-job.ts';
import { draftReply } from '../../../domain/deliveries/draft-reply.ts';
import { listOwnDrafts } from '../../../domain/deliveries/list-own-drafts.ts';
import { AppError } from '../../../domain/errors.ts';
import type { TicketId, TicketMessageId } from '../../../domain/ids.types.ts';
import type { TicketHead } from '../../../domain/tickets/find-ticket.ts';
import { viewTicket } from '../../../domain/tickets/view-ticket.ts';
import { jobCard } from '../../cards/ai/job-card.ts';
import type { Card } from '../../cards/card.types.ts';
import { longText, shortText, ticketRef, writtenText } from '../arguments.rules.ts';
import { translationCodes } from '../grammar/language-words.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';
import { visibleJob } from './ai-jobs.ts';
import { previewCard } from './compose.ts';

const wish = longText.max(2_000, 'is too long');
const language = z.enum(translationCodes, 'must be one of the ten languages');
const mostMessages = 200;

export const draftForTicket = defineDeed({
  summary: 'Draft a reply from the conversation and public articles; nothing is sent',
  examples: ['draft 1', 'draft TKT-202611-00001 short and friendly', 'draft reply 1: ask for the serial number'],
  schema: z.strictObject({ ticket: ticketRef, how: wish.optional() }),
  run: (ctx, args) =>
    withTicket(ctx, 'ai.draft', args, (ticket) =>
      ask(ctx, { feature: 'draft', ticketId: ticket.id, input: args.how === undefined ? {} : { asked: args.how } }),
    ),
});

export const answerFromArticles = defineDeed({
  summary: 'Answer a question, or a ticket’s, from quoted articles; none when no article answers',
  examples: ['answer from articles: how do I reset a password?', 'ask articles why is my account locked', 'answer from articles for 1'],
  schema: z.strictObject({ question: wish.optional(), ticket: ticketRef.optional() }),
  run: (ctx, { question, ticket }) =>
    ticket === undefined
      ? ask(ctx, { feature: 'knowledge_answer', ticketId: null, input: { asked: question ?? '' } })
      : withTicket(ctx, 'ai.answer', { ticket }, (found) => ask(ctx, { feature: 'knowledge_answer', ticketId: found.id, input: {} })),
});

export const translateMessage = defineDeed({
  summary: 'Translate a message of a ticket, or a reply of yours, into one of ten languages',
  examples: [
    'translate 1 to de',
    'translate 1 message 2 to French',
    'translate reply 1 to es',
    'translate reply 1 to it: We are on our way.',
  ],
  schema: z.strictObject({
    ticket: ticketRef,
    to: language,
    message: z.int().positive().optional(),
    reply: z.boolean().default(false),
    text: writtenText.optional(),
  }),
  run: (ctx, args) =>
    withTicket(ctx, 'ai.translate', args, async (ticket) => {
      const input = { language: args.to };
      if (args.reply || args.text !== undefined) {
        const asked = args.text ?? (await ownDraftText(ctx, ticket));
        return ask(ctx, { feature: 'translation', ticketId: ticket.id, input: { ...input, asked } });
      }
      const messageId = await messageOf(ctx, ticket, args.message ?? null);
      return ask(ctx, { feature: 'translation', ticketId: ticket.id, messageId, input });
    }),
});

export const extractItems = defineDeed({
  summary: 'List what a message asks for: quantities, days and addresses, never prices',
  examples: ['extract 1', 'extract TKT-202611-00001 message 2'],
  schema: z.strictObject({ ticket: ticketRef, message: z.int().positive().optional() }),
  run: (ctx, args) =>
    withTicket(ctx, 'ai.extract', args, async (ticket) => {
      const messageId = args.message === undefined ? null : await messageOf(ctx, ticket, args.message);
      return ask(ctx, { feature: 'extract', ticketId: ticket.id, messageId, input: {} });
    }),
});

export const useDraft = defineDeed({
  summary: 'Open a reply with a text of the AI; you see who gets it before it is sent',
  examples: [],
  schema: z.strictObject({ job: shortText, text: writtenText.optional() }),
  run: async (ctx, args) => {
    const job = await visibleJob(ctx, args.job);
    const { text } = (job.result?.data ?? {}) as { text?: string };
    const fits = job.feature === 'draft' || job.feature === 'translation';
    if (job.ticketId === null || !fits || text === undefined)
      throw new AppError('conflict', {
        message: 'job has no text to send',
        userMessage: 'This result holds no text for a reply. Write one with reply.',
      });
    const cc = { add: [], remove: [] };
    const reply = { ticketId: job.ticketId, text: args.text ?? text, cc, quote: true, after: 'wait' as const, aiJobId: job.id };
    return previewCard(ctx, (await draftReply(ctx.uow, reply)).id);
  },
});

/** A person's own wish: the same thing asked again while it waits is the same job, what another person asks is another. */
async function ask(ctx: OperationContext, wanted: Pick<WantedJob, 'feature' | 'ticketId' | 'messageId' | 'input'>): Promise<Card> {
  const { uow, asker, reader } = ctx;
  if (ctx.ai === null)
    throw new AppError('not_configured', {
      message: 'this process has no AI',
      userMessage: 'This way of talking to Deskhand cannot ask the AI. Use the console or a chat instead; nothing was done.',
    });
  const { feature, ticketId, messageId, input } = wanted;
  const about = ticketId === null ? 'desk' : `${ticketId}${messageId ? `:${messageId}` : ''}`;
  const dedupeKey = `${feature}:${about}:${asker.userId}${ticketId === null ? `:${uow.now.getTime()}` : ''}`;
  const id = await ctx.ai.ask(uow, { ...wanted, input, dedupeKey, askedBy: asker.userId });
  return jobCard(await findJob(uow, id), reader);
}

async function messageOf({ uow }: OperationContext, ticket: TicketHead, ordinal: number | null): Promise<TicketMessageId> {
  const { messages } = await viewTicket(uow, ticket.id, { limit: mostMessages, before: null });
  const open = messages.filter(({ isPublic, mergedFrom }) => isPublic && mergedFrom === null);
  const found =
    ordinal === null ? open.findLast(({ author }) => author.kind === 'contact') : open.find((message) => message.ordinal === ordinal);
  if (found !== undefined) return found.id;
  const what = ordinal === null ? 'no message of the customer' : `no public message #${ordinal}`;
  throw new AppError('not_found', {
    message: 'no such public message',
    userMessage: `${ticket.number} has ${what}. Internal notes are never read for this; show ${ticket.number} lists its messages.`,
  });
}

async function ownDraftText({ uow, asker }: OperationContext, ticket: { id: TicketId; number: string }): Promise<string> {
  const drafts = await listOwnDrafts(uow, asker.userId, ticket.id);
  const reply = drafts.find(({ kind }) => kind === 'reply');
  if (reply !== undefined) return reply.text;
  throw new AppError('conflict', {
    message: 'no open reply',
    userMessage: `No reply of yours on ${ticket.number} waits to be sent. Write the text after a colon: translate reply ${ticket.number} to de: We are on our way.`,
  });
}
