import { z } from 'zod';
import type { Receipt, ReplayReport } from '../../../domain/ai-runs/ai-runs.types.ts';
import { receiptsOfJob } from '../../../domain/ai-runs/receipts-of-job.ts';
import { sourcesOf } from '../../../domain/ai-runs/sources-of.rules.ts';
import { AppError } from '../../../domain/errors.ts';
import { can } from '../../../domain/people/permissions.rules.ts';
import { receiptCard } from '../../cards/ai/receipt-card.ts';
import { replayCard } from '../../cards/ai/replay-card.ts';
import { shortText } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { visibleJob } from './ai-jobs.ts';

export const whyAi = defineDeed({
  summary: 'Show where a result of the AI comes from: prompt, model, cost and sources',
  examples: ['ai why j-1a2b3c4d', 'ai receipt j-1a2b3c4d'],
  schema: z.strictObject({ job: shortText }),
  run: async (ctx, args) => {
    const job = await visibleJob(ctx, args.job);
    if (job.askedBy !== null && job.askedBy !== ctx.asker.userId && !can(ctx.asker.role, 'ai:view'))
      throw new AppError('not_permitted', {
        message: 'receipt of somebody else',
        userMessage: `${job.askedByName ?? 'Somebody else'} asked for this. Receipts of what others asked for need the permission ai:view.`,
      });
    const receipts = await receiptsOfJob(ctx.uow, job.id);
    return receiptCard({ job, receipts, sources: sourcesOf(job.result?.data) }, ctx.reader);
  },
});

export const replayAi = defineDeed({
  summary: 'Make the request of a model call anew and say whether its bytes are the same',
  examples: ['ai replay j-1a2b3c4d'],
  schema: z.strictObject({ job: shortText }),
  run: async (ctx, args) => {
    const job = await visibleJob(ctx, args.job);
    const [receipt] = await receiptsOfJob(ctx.uow, job.id);
    if (receipt === undefined) throw noCall(job.ref);
    return replayCard({ job, receipt, report: await replayOf(ctx, receipt) }, ctx.reader);
  },
});

async function replayOf({ ai, uow }: OperationContext, { callId }: Receipt): Promise<ReplayReport> {
  if (ai?.replay !== undefined) return ai.replay(uow, callId);
  throw new AppError('not_configured', { message: 'no AI in this process', userMessage: 'Requests cannot be made anew here.' });
}

function noCall(ref: string): AppError {
  return new AppError('conflict', {
    message: 'job without a call',
    userMessage: `${ref} asked no model, so there is no request to make anew.`,
  });
}
