import { loadDefaultProvider } from '../../domain/ai-providers/load-default-provider.ts';
import type { AiDoor } from '../../domain/ai-runs/ai-door.types.ts';
import type { AiFeature, WantedJob } from '../../domain/ai-runs/ai-runs.types.ts';
import { queueJob } from '../../domain/ai-runs/queue-job.ts';
import { recordDoneJob } from '../../domain/ai-runs/record-done-job.ts';
import { AppError } from '../../domain/errors.ts';
import { type AiJobId, newId } from '../../domain/ids.types.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import type { AiFunction, AiFunctions, FunctionJob } from '../functions/ai-function.types.ts';
import { prepareCall } from '../providers/prepare-call.rules.ts';
import { keylessResult } from './keyless-result.ts';
import { replayCall } from './replay-call.ts';

export type AiDoorOptions = {
  functions: AiFunctions;
  /** what is a long piece of work of a worker */
  works: ReadonlySet<AiFeature>;
};

/** What commands reach the AI through. With a model, or for a long piece of work, a job is queued; else the function's own result is there at once. */
export function createAiDoor(options: AiDoorOptions): AiDoor {
  return {
    ask: async (uow, wanted) => {
      const fn = options.functions[wanted.feature];
      if (options.works.has(wanted.feature) || (await loadDefaultProvider(uow)) !== null) return queueJob(uow, wanted);
      if (fn === undefined) throw notKnown(wanted.feature);
      return findNow(uow, fn, wanted);
    },
    replay: (uow, callId) => replayCall(uow, { prepare: prepareCall }, callId),
  };
}

async function findNow(uow: TenantUnitOfWork, fn: AiFunction, wanted: WantedJob): Promise<AiJobId> {
  const { ticketId, messageId = null, input, askedBy } = wanted;
  const job: FunctionJob = { tenantId: uow.tenantId, id: newId<AiJobId>(), ticketId, messageId, input, askedBy };
  const result = await keylessResult(uow, fn, await fn.load(uow, job), null);
  await recordDoneJob(uow, wanted, result, job.id);
  await fn.record?.(uow, job, result);
  return job.id;
}

function notKnown(feature: AiFeature): AppError {
  return new AppError('not_configured', {
    message: `no function for ${feature}`,
    userMessage: 'This version of Deskhand does not know how to do this. Nothing was done.',
  });
}
