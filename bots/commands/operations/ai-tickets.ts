import { z } from 'zod';
import type { JobView } from '../../../domain/ai-runs/ai-runs.types.ts';
import { findJob } from '../../../domain/ai-runs/find-job.ts';
import { latestResult } from '../../../domain/ai-runs/latest-result.ts';
import type { TicketBasis } from '../../../domain/ai-runs/results.types.ts';
import { AppError } from '../../../domain/errors.ts';
import type { TicketHead } from '../../../domain/tickets/find-ticket.ts';
import { whatHappenedSince } from '../../../domain/tickets/what-happened-since.ts';
import { badgeNotice } from '../../cards/ai/badge.rules.ts';
import { jobCard } from '../../cards/ai/job-card.ts';
import type { Card } from '../../cards/card.types.ts';
import { ticketRef, uuid } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';
import { visibleJob } from './ai-jobs.ts';

type Reading = 'triage' | 'analysis' | 'summary' | 'next_actions';
const schema = z.strictObject({ ticket: ticketRef, again: z.boolean().default(false) });

export const analyseTicket = defineDeed({
  summary: 'Say where a ticket stands: issue, risks, what was done, what to do next',
  examples: ['analyse 1', 'analyse TKT-202611-00001', 'analyse 1 again'],
  schema,
  run: (ctx, args) => withTicket(ctx, 'ai.analyse', args, (ticket) => read(ctx, ticket, 'analysis', args.again)),
});

export const summariseTicket = defineDeed({
  summary: 'Sum up the conversation of a ticket, each sentence with the message it comes from',
  examples: ['summarise 1', 'summary TKT-202611-00001', 'summarise 1 again'],
  schema,
  run: (ctx, args) => withTicket(ctx, 'ai.summarise', args, (ticket) => read(ctx, ticket, 'summary', args.again)),
});

export const suggestNext = defineDeed({
  summary: 'Suggest what to do next on a ticket, each as a button',
  examples: ['suggest actions 1', 'next steps 1', 'suggest actions TKT-202611-00001 again'],
  schema,
  run: (ctx, args) => withTicket(ctx, 'ai.next', args, (ticket) => read(ctx, ticket, 'next_actions', args.again)),
});

export const triageTicket = defineDeed({
  summary: 'Suggest type and priority by the first message; the ticket keeps what it has',
  examples: ['triage 1', 'triage TKT-202611-00001'],
  schema,
  run: (ctx, args) => withTicket(ctx, 'ai.triage', args, (ticket) => read(ctx, ticket, 'triage', true)),
});

export const expandResult = defineDeed({
  summary: 'Show what the AI says of a message that looks as if it gave orders to a machine',
  examples: [],
  schema: z.strictObject({ job: uuid }),
  run: async (ctx, { job }) => {
    const view = await visibleJob(ctx, job);
    const card = jobCard(opened(view), ctx.reader);
    return { ...card, notices: [badgeNotice, ...card.notices] };
  },
});

/** What a model found and nothing overtook is shown as it is; all else is asked for anew. */
async function read(ctx: OperationContext, ticket: TicketHead, feature: Reading, again: boolean): Promise<Card> {
  const { uow, asker, reader } = ctx;
  if (ctx.ai === null) throw noAi();
  const known = again ? null : await latestResult(uow, ticket.id, feature);
  if (known !== null && (await holds(ctx, known))) return jobCard(known, reader);
  const job = await ctx.ai.ask(uow, {
    feature,
    dedupeKey: `${feature}:${ticket.id}`,
    ticketId: ticket.id,
    input: {},
    askedBy: asker.userId,
  });
  return jobCard(await findJob(uow, job), reader);
}

async function holds({ uow }: OperationContext, known: JobView): Promise<boolean> {
  const basis = (known.result?.data as { basis?: TicketBasis } | undefined)?.basis;
  if (known.source !== 'model' || basis === undefined) return false;
  const since = await whatHappenedSince(uow, basis);
  return !since.said && !since.changed;
}

/** The result without its badge: what was collapsed is shown. */
function opened(view: JobView): JobView {
  const data = view.result?.data as { basis?: TicketBasis } | undefined;
  if (view.result === null || data?.basis === undefined) return view;
  return { ...view, result: { ...view.result, data: { ...data, basis: { ...data.basis, badged: false } } } };
}

function noAi(): AppError {
  return new AppError('not_configured', {
    message: 'this process has no AI',
    userMessage: 'This way of talking to Deskhand cannot ask the AI. Use the console or a chat instead; nothing was done.',
  });
}
