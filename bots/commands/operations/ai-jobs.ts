import { z } from 'zod';
import type { JobView } from '../../../domain/ai-runs/ai-runs.types.ts';
import { cancelJob } from '../../../domain/ai-runs/cancel-job.ts';
import { findJob } from '../../../domain/ai-runs/find-job.ts';
import { listJobs } from '../../../domain/ai-runs/list-jobs.ts';
import { voteJob } from '../../../domain/ai-runs/vote-job.ts';
import { notFound } from '../../../domain/errors.ts';
import { can } from '../../../domain/people/permissions.rules.ts';
import { endWorseArms } from '../../../domain/prompts/end-worse-arms.ts';
import { featureNames } from '../../cards/ai/ai-words.rules.ts';
import { jobCard } from '../../cards/ai/job-card.ts';
import { jobListCard } from '../../cards/ai/job-list-card.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, code } from '../../cards/spans.rules.ts';
import { cursor, longText, shortText } from '../arguments.rules.ts';
import { showPlanJob } from '../ask/show-plan-job.ts';
import { defineDeed, type OperationContext } from '../operation.ts';

const jobsShown = 8;

/**
 * The job of that name, if the asker may see it: what is about a ticket is everybody's who sees tickets, what was asked about nothing in particular is the asker's own
 * and theirs who may see the AI's work. Throws `not_found`.
 */
export async function visibleJob({ uow, asker }: OperationContext, ref: string): Promise<JobView> {
  const job = await findJob(uow, ref);
  if (job.ticketId !== null || job.askedBy === asker.userId || can(asker.role, 'ai:view')) return job;
  throw notFound('job', ref.slice(0, 60));
}

export const showJob = defineDeed({
  summary: 'Show a job of the AI: its result, how far it is, or why it failed',
  examples: ['ai job j-1a2b3c4d'],
  schema: z.strictObject({ job: shortText }),
  run: async (ctx, { job }) => {
    const view = await visibleJob(ctx, job);
    return view.feature === 'plan' && view.state === 'done' ? showPlanJob(ctx, view) : jobCard(view, ctx.reader);
  },
});

export const listAiJobs = defineDeed({
  summary: 'List what the AI is working on and what waits',
  examples: ['ai jobs', 'ai queue'],
  schema: z.strictObject({ after: cursor.optional() }),
  run: async (ctx, { after }) => {
    const mayAll = can(ctx.asker.role, 'ai:view');
    const page = await listJobs(ctx.uow, { limit: jobsShown, after: after ?? null, askedBy: mayAll ? null : ctx.asker.userId });
    return jobListCard(page, { reader: ctx.reader, whose: mayAll ? 'all' : 'own' });
  },
});

export const cancelAiJob = defineDeed({
  summary: 'Cancel a job of the AI that waits or runs',
  examples: ['ai cancel j-1a2b3c4d', 'cancel job j-1a2b3c4d'],
  schema: z.strictObject({ job: shortText }),
  run: async (ctx, { job }) => {
    const cancelled = await cancelJob(ctx.uow, (await visibleJob(ctx, job)).id, {
      userId: ctx.asker.userId,
      mayAll: can(ctx.asker.role, 'ai:view'),
    });
    return makeCard('done', [code(cancelled.ref), { text: ` ${featureNames[cancelled.feature]}` }], {
      notices: [{ level: 'success', text: 'Cancelled. A call that is under way is broken off and still costs what it cost.' }],
      actions: [action('Jobs', 'ai.jobs', {})],
      ticket: cancelled.ticket,
    });
  },
});

export const voteAiJob = defineDeed({
  summary: 'Say whether a result of the AI was helpful',
  examples: ['ai helpful j-1a2b3c4d', 'ai unhelpful j-1a2b3c4d: it missed the point'],
  schema: z.strictObject({ job: shortText, vote: z.enum(['helpful', 'unhelpful']), note: longText.max(1_000, 'is too long').optional() }),
  run: async (ctx, { job, vote, note }) => {
    const { id } = await visibleJob(ctx, job);
    const voted = await voteJob(ctx.uow, id, { userId: ctx.asker.userId, vote, ...(note === undefined ? {} : { note }) });
    await endWorseArms(ctx.uow);
    return makeCard('done', [code(voted.ref), { text: ` ${featureNames[voted.feature]}` }], {
      notices: [{ level: 'success', text: `Noted as ${vote}. Thank you: it stands beside the call’s receipt.` }],
      actions: [action('Why?', 'ai.why', { job: voted.id })],
      ticket: voted.ticket,
    });
  },
});
