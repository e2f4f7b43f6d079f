import { z } from 'zod';
import { changeAiSettings } from '../../../domain/ai-runs/change-ai-settings.ts';
import { findJob } from '../../../domain/ai-runs/find-job.ts';
import { AppError } from '../../../domain/errors.ts';
import { confirmTicketType } from '../../../domain/learning/confirm-ticket-type.ts';
import { trainedTargets } from '../../../domain/learning/learning.types.ts';
import { learningStatus } from '../../../domain/learning/learning-status.ts';
import { rollBackClassifier } from '../../../domain/learning/roll-back-classifier.ts';
import { trainingJob } from '../../../domain/learning/training-job.rules.ts';
import { ticketTypes } from '../../../domain/tickets/tickets.types.ts';
import { jobCard } from '../../cards/ai/job-card.ts';
import { learningCard } from '../../cards/ai/learning-card.ts';
import { doneCard } from '../../cards/done-card.ts';
import { settledCard } from '../../cards/list-card.ts';
import { withNotice } from '../../cards/make-card.rules.ts';
import { action } from '../../cards/spans.rules.ts';
import { typeNames } from '../../cards/words.rules.ts';
import { shortText, ticketRef } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';

const target = z.enum(trainedTargets).default('type');
/** The share of wrong answers that may be asked for, in percent. */
const strictest = 0.1;
const laxest = 20;

export const showLearning = defineDeed({
  summary: 'Show what was learned from confirmed tickets, and how well',
  examples: ['classifier', 'classifier type', 'classifier priority'],
  schema: z.strictObject({ target }),
  run: async ({ uow, reader }, args) => learningCard(await learningStatus(uow, args.target), reader),
});

export const trainLearning = defineDeed({
  summary: 'Train the classifier on what staff confirmed',
  examples: ['train classifier', 'train classifier type'],
  schema: z.strictObject({ target }),
  run: async ({ uow, ai, asker, reader }, args) => {
    if (ai === null) throw noAi();
    const id = await ai.ask(uow, trainingJob(args.target, asker.userId));
    return jobCard(await findJob(uow, id), reader);
  },
});

export const rollBackLearning = defineDeed({
  summary: 'Go back to the classifier that was used before',
  examples: ['roll back classifier', 'roll back classifier type'],
  schema: z.strictObject({ target }),
  run: async ({ uow, reader }, args) => {
    const { from, to } = await rollBackClassifier(uow, args.target);
    const now = to === null ? 'none is in use now, the rules suggest' : `classifier ${to} is in use again`;
    return withNotice(learningCard(await learningStatus(uow, args.target), reader), 'success', `Classifier ${from} is out of use: ${now}.`);
  },
});

export const confirmType = defineDeed({
  summary: 'Confirm that a ticket’s type is right, so that it is learned from',
  examples: ['confirm type 1', 'type is right 1'],
  schema: z.strictObject({ ticket: ticketRef, type: z.enum(ticketTypes).optional() }),
  run: (ctx, args) =>
    withTicket(ctx, 'learn.confirm', args, async (ticket) => {
      const type = await confirmTicketType(ctx.uow, ticket.id, args.type ?? null);
      return doneCard(ticket, `Confirmed: ${ticket.number} is ${typeNames[type]}. What comes is learned from it.`, []);
    }),
});

export const setLearningBound = defineDeed({
  summary: 'Set how often a learned answer may be wrong',
  examples: ['most wrong 3%', 'most wrong 1.5%'],
  schema: z.strictObject({ share: shortText }),
  run: async ({ uow }, { share }) => {
    const found = /^(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:%|percent)?$/i.exec(share.trim());
    const percent = Number(found?.[1]?.replace(',', '.') ?? Number.NaN);
    if (!(percent >= strictest && percent <= laxest)) throw noShare(share);
    await changeAiSettings(uow, { mostWrong: percent / 100 });
    return settledCard(
      'Learning',
      `At most ${percent} % of the types that are filled in by what was learned may be wrong. The next training goes by it.`,
      [action('Train now', 'learn.train', { target: 'type' }), action('Classifier', 'learn.status', { target: 'type' })],
    );
  },
});

function noAi(): AppError {
  return new AppError('not_configured', {
    message: 'no AI in this process',
    userMessage: 'Nothing can be trained here: this process has no AI.',
  });
}

function noShare(said: string): AppError {
  return new AppError('invalid_input', {
    message: 'share refused',
    userMessage: `Nothing was changed: “${said}” is no share between ${strictest} and ${laxest} %. Write it like: most wrong 3%`,
  });
}
