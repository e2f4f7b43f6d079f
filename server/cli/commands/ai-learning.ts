import { queueJob } from '../../../domain/ai-runs/queue-job.ts';
import { type LabelTarget, trainedTargets } from '../../../domain/learning/learning.types.ts';
import { learningStatus } from '../../../domain/learning/learning-status.ts';
import { rollBackClassifier } from '../../../domain/learning/roll-back-classifier.ts';
import { trainingJob } from '../../../domain/learning/training-job.rules.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, UsageError } from '../cli.types.ts';
import { columns } from '../columns.rules.ts';
import { withDesk } from '../open-desk.ts';

/** Queues a training; a worker does it. */
export const aiTrain = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    const target = targetOf(words);
    await withDesk(context, async (desk) => {
      const { labels } = await inTenant(desk, tenant, async (uow) => {
        await queueJob(uow, trainingJob(target, null));
        return learningStatus(uow, target);
      });
      const total = labels.reduce((sum, { count }) => sum + count, 0);
      context.terminal.out(
        `A training of the ${target} on ${total} confirmed tickets waits for a worker. See: deskhand ai classifiers ${target}`,
      );
    });
  },
});

/** Lists the classifiers with their figures. */
export const aiClassifiers = defineCommand({
  options: { ...tenantOption, json: { type: 'boolean', meaning: 'print JSON' } },
  run: async (context, { tenant, json }, words) => {
    const target = targetOf(words);
    await withDesk(context, async (desk) => {
      const status = await inTenant(desk, tenant, (uow) => learningStatus(uow, target));
      if (json === true) return context.terminal.out(JSON.stringify(status));
      const total = status.labels.reduce((sum, { count }) => sum + count, 0);
      context.terminal.note(
        `${total} confirmed tickets, ${status.fresh} since the last training; at most ${status.mostWrong * 100} % may be wrong.`,
      );
      const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
      const rows = status.history.map(({ number, state, labels, figures: { after }, threshold, trainedAt }) => [
        String(number),
        state,
        String(labels),
        percent(after.accuracy),
        percent(after.answered),
        after.answered === 0 ? '' : percent(after.precision),
        threshold === null ? 'suggests' : threshold.toFixed(3),
        trainedAt.toISOString().slice(0, 16),
      ]);
      for (const line of columns(['NO', 'STATE', 'TICKETS', 'RIGHT', 'FILLS IN', 'OF THESE RIGHT', 'FROM', 'TRAINED'], rows))
        context.terminal.out(line);
    });
  },
});

/** Goes back to the classifier that was in use before. */
export const aiRollback = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    const target = targetOf(words);
    await withDesk(context, async (desk) => {
      const { from, to } = await inTenant(desk, tenant, (uow) => rollBackClassifier(uow, target));
      context.terminal.out(
        `Classifier ${from} is out of use; ${to === null ? 'the rules suggest now' : `classifier ${to} is in use again`}.`,
      );
    });
  },
});

function targetOf([word = 'type', more]: string[]): LabelTarget {
  const target = trainedTargets.find((one) => one === word);
  if (target === undefined || more !== undefined) throw new UsageError(`There is a classifier for ${trainedTargets.join(' and ')}.`);
  return target;
}
