import { queueJob } from '../ai-runs/queue-job.ts';
import type { AiJobId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { learningStatus } from './learning-status.ts';
import { trainingJob } from './training-job.rules.ts';

/** New labels that make a training worth while. */
const fewestFresh = 50;

/** Queues a training of the type where at least 50 labels were confirmed since the last one and none waits or runs. Returns its job; null where there is nothing to do. */
export async function queueTraining(uow: TenantUnitOfWork): Promise<AiJobId | null> {
  const { fresh, isTraining } = await learningStatus(uow, 'type');
  return fresh < fewestFresh || isTraining ? null : queueJob(uow, trainingJob('type', null));
}
