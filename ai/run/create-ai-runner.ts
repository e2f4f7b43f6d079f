import type { Logger } from '../../config/logger.ts';
import { learnParameter } from '../../domain/ai-providers/learn-parameter.ts';
import { levelOf } from '../../domain/ai-providers/left-out.rules.ts';
import type { AiFeature, AiResult, ClaimedJob } from '../../domain/ai-runs/ai-runs.types.ts';
import { failJob } from '../../domain/ai-runs/fail-job.ts';
import { mostAttempts, retryDelayMs } from '../../domain/ai-runs/lease.rules.ts';
import { putBackJob } from '../../domain/ai-runs/put-back-job.ts';
import { renewJob } from '../../domain/ai-runs/renew-job.ts';
import { reportProgress } from '../../domain/ai-runs/report-progress.ts';
import { settleCall } from '../../domain/ai-runs/settle-call.ts';
import { settleJob } from '../../domain/ai-runs/settle-job.ts';
import { AppError } from '../../domain/errors.ts';
import type { Actor } from '../../domain/ids.types.ts';
import type { TenantUnitOfWork, WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AiRunner } from '../../workflows/activities/ports.ts';
import type { AiFunction, AiFunctions, AiWork } from '../functions/ai-function.types.ts';
import type { ModelAnswer, ModelClient } from '../providers/model-client.types.ts';
import { type BegunCall, beginCall } from './begin-call.ts';
import { keylessResult } from './keyless-result.ts';
import { outcomeNotice } from './notices.rules.ts';
import { outputSchema } from './output-schema.rules.ts';
import { callEnd, graceMs, type ReadAnswer, readAnswer } from './read-answer.ts';

export type AiRunnerOptions = {
  withTenant: WithTenant;
  client: ModelClient;
  functions: AiFunctions;
  /** Long pieces of work that are no single call. */
  works: Partial<Record<AiFeature, AiWork>>;
  log: Logger;
  /** The longest a call may take, in ms. */
  timeoutMs: number;
};

const actor: Actor = { kind: 'system', name: 'ai' };
/** Calls of one attempt: the first, and one more for each thing learned from its refusal or for a broken answer. */
const mostTries = 4;

/**
 * Works claimed jobs. A function's job is two units around a call that is made outside of any: the first reserves, the second settles. What comes back to a job that
 * was cancelled or taken over is charged and otherwise forgotten.
 */
export function createAiRunner(options: AiRunnerOptions): AiRunner {
  for (const fn of Object.values(options.functions)) outputSchema(fn.schema);
  return {
    run: async (job, signal) => {
      const inUnit: InUnit = (work) => options.withTenant(job.tenantId, actor, work);
      try {
        await runOne(options, inUnit, job, signal);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        options.log.info({ tenant: job.tenantId, job: job.id, feature: job.feature, code: error.code }, 'job of the AI failed');
        await inUnit((uow) => failJob(uow, job, error.userMessage));
      }
    },
  };
}

type InUnit = <T>(work: (uow: TenantUnitOfWork) => Promise<T>) => Promise<T>;

async function runOne(options: AiRunnerOptions, inUnit: InUnit, job: ClaimedJob, signal: AbortSignal): Promise<void> {
  const work = options.works[job.feature];
  const fn = options.functions[job.feature];
  if (work !== undefined) return runWork(work, inUnit, job, signal);
  if (fn !== undefined) return runFunction(options, fn, inUnit, job, signal);
  throw new AppError('not_configured', {
    message: `no function for ${job.feature}`,
    userMessage: 'This version of Deskhand does not know how to do this. Ask an operator to bring all its parts to the same version.',
  });
}

async function runWork(work: AiWork, inUnit: InUnit, job: ClaimedJob, signal: AbortSignal): Promise<void> {
  const result = await work(job, (progress) => inUnit((uow) => reportProgress(uow, job, progress)), signal);
  if (!signal.aborted) await inUnit((uow) => settleJob(uow, job, result));
}

async function runFunction(options: AiRunnerOptions, fn: AiFunction, inUnit: InUnit, job: ClaimedJob, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    if (signal.aborted) return;
    const begun = await inUnit(async (uow) => {
      const one = await beginCall(uow, { client: options.client, fn, job, try: attempt });
      if (one.kind === 'keyless') await settle(uow, fn, job, one.result);
      return one;
    });
    if (begun.kind !== 'call') return;
    const call = { fn, job, begun, isLastTry: attempt === mostTries, tries: attempt };
    const answer = await ask(options, inUnit, call, signal);
    if ((await finish(options, inUnit, call, answer, signal)) === 'ended') return;
  }
}

type Call = { fn: AiFunction; job: ClaimedJob; begun: BegunCall; isLastTry: boolean; tries: number };

async function ask(options: AiRunnerOptions, inUnit: InUnit, { job, begun }: Call, signal: AbortSignal): Promise<ModelAnswer> {
  let isTelling = false;
  const onProgress = (characters: number): void => {
    if (isTelling) return;
    isTelling = true;
    const words = `the model is writing: ${characters} characters so far`;
    inUnit((uow) => reportProgress(uow, job, words))
      .catch((error: unknown) => options.log.warn({ err: error, job: job.id }, 'progress of a job could not be kept'))
      .finally(() => {
        isTelling = false;
      });
  };
  return options.client.ask(begun.provider, begun.prepared, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs + graceMs)]),
    onProgress,
  });
}

/** The unit after a call. The call is charged whatever happens to its job; `again` when the attempt asks once more. */
async function finish(
  options: AiRunnerOptions,
  inUnit: InUnit,
  call: Call,
  answer: ModelAnswer,
  signal: AbortSignal,
): Promise<'ended' | 'again'> {
  const { fn, begun, job } = call;
  const isOver = signal.aborted;
  let read: ReadAnswer = { outcome: 'unavailable', reason: 'the answer could not be read' };
  try {
    read = readAnswer(fn, begun.material, answer, begun.restore);
    return await inUnit(async (uow) => {
      const next = (await renewJob(uow, job)) && !isOver ? await goOn(uow, call, answer, read) : 'ended';
      await settleCall(uow, begun.callId, begun.provider.prices, callEnd(answer, read, isOver));
      options.log.info(logged(call, answer, read), 'model call ended');
      return next;
    });
  } catch (error) {
    // What went wrong is no reason to forget what the call cost.
    await inUnit((uow) => settleCall(uow, begun.callId, begun.provider.prices, callEnd(answer, read, isOver)));
    throw error;
  }
}

async function goOn(uow: TenantUnitOfWork, call: Call, answer: ModelAnswer, read: ReadAnswer): Promise<'ended' | 'again'> {
  const { fn, job, begun } = call;
  if (read.outcome === 'ok') {
    const result: AiResult = { feature: fn.feature, source: 'model', confidence: null, notice: null, reasons: [], data: read.data };
    await settle(uow, fn, job, result);
    return 'ended';
  }
  if (answer.learned !== null && !call.isLastTry) {
    await learnParameter(uow, begun.provider, answer.learned);
    return 'again';
  }
  // A server that keeps no answer to a schema gets one more chance; one that does has said what it can.
  if (read.outcome === 'invalid' && levelOf(begun.provider) !== 'strict' && call.tries === 1) return 'again';
  if (read.outcome === 'unavailable' && !answer.fatal && job.attempts < mostAttempts) {
    const later = new Date(uow.now.getTime() + retryDelayMs(job.attempts, answer.retryAfterMs));
    await putBackJob(uow, job, later, 'the model could not be reached; it is asked again soon');
    return 'ended';
  }
  await settle(uow, fn, job, await keylessResult(uow, fn, begun.material, outcomeNotice(read.outcome, read.reason)));
  return 'ended';
}

/** Ends the job, and does what follows from its result, only while it is still this worker's. */
async function settle(uow: TenantUnitOfWork, fn: AiFunction, job: ClaimedJob, result: AiResult): Promise<void> {
  if (await settleJob(uow, job, result)) await fn.record?.(uow, job, result);
}

function logged({ job, begun, tries }: Call, answer: ModelAnswer, read: ReadAnswer): Record<string, unknown> {
  return {
    tenant: job.tenantId,
    job: job.id,
    feature: job.feature,
    call: begun.callId,
    attempt: job.attempts,
    try: tries,
    outcome: read.outcome,
    learned: answer.learned,
    ms: Math.round(answer.latencyMs),
    ...(answer.fatal ? { alarm: 'the provider needs somebody to act' } : {}),
  };
}
