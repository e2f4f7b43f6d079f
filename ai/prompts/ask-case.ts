import type { Provider } from '../../domain/ai-providers/ai-providers.types.ts';
import { learnParameter } from '../../domain/ai-providers/learn-parameter.ts';
import { loadDefaultProvider } from '../../domain/ai-providers/load-default-provider.ts';
import type { ClaimedJob } from '../../domain/ai-runs/ai-runs.types.ts';
import { renewJob } from '../../domain/ai-runs/renew-job.ts';
import { settleCall } from '../../domain/ai-runs/settle-call.ts';
import { AppError } from '../../domain/errors.ts';
import type { AiCallId } from '../../domain/ids.types.ts';
import type { PromptVersionView } from '../../domain/prompts/prompts.types.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import type { AiFunction } from '../functions/ai-function.types.ts';
import type { ModelAnswer, ModelClient } from '../providers/model-client.types.ts';
import { type MadeRequest, makeRequest } from '../run/make-request.ts';
import { callEnd, graceMs } from '../run/read-answer.ts';
import { reserveRequest } from '../run/reserve-request.ts';

/** What asking a case needs. `tries` numbers the calls of the job: each is a receipt of its own. */
export type CaseAsking = {
  client: ModelClient;
  inUnit: <T>(work: (uow: TenantUnitOfWork) => Promise<T>) => Promise<T>;
  job: ClaimedJob;
  fn: AiFunction;
  tries: { next: number };
  timeoutMs: number;
};

/** An answer, or why none was asked for; `stopped`: the job is no longer this worker's. */
export type CaseAnswer = Pick<ModelAnswer, 'outcome' | 'json' | 'reason'> | { outcome: 'stopped' };

type Begun = { callId: AiCallId; provider: Provider; prepared: MadeRequest['prepared']; restore: MadeRequest['restore'] };

const mostCalls = 3;

/**
 * Asks the model one case under one version: reserved and kept as a receipt before the call, settled after it. Throws AppError when the run cannot go on: no model, the
 * day's budget spent, the provider needs somebody to act.
 */
export async function askCase(
  asking: CaseAsking,
  version: PromptVersionView,
  values: Record<string, string>,
  signal: AbortSignal,
): Promise<CaseAnswer> {
  for (let call = 1; ; call++) {
    const begun = await asking.inUnit((uow) => begin(uow, asking, version, values));
    if (begun === null || signal.aborted) return { outcome: 'stopped' };
    const answer = await asking.client.ask(begun.provider, begun.prepared, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(asking.timeoutMs + graceMs)]),
    });
    await asking.inUnit((uow) => end(uow, asking.fn, begun, answer, signal.aborted));
    if (signal.aborted) return { outcome: 'stopped' };
    const isRepairable =
      answer.outcome === 'invalid' && (begun.provider.structured === 'json_object' || begun.provider.structured === 'none');
    if ((answer.learned !== null || (isRepairable && call === 1)) && call < mostCalls) continue;
    if (answer.fatal) throw stopped('unavailable', `the model could not be used (${answer.reason ?? 'no reason was given'})`);
    return { outcome: answer.outcome, json: begun.restore(answer.json), reason: answer.reason };
  }
}

async function begin(
  uow: TenantUnitOfWork,
  asking: CaseAsking,
  version: PromptVersionView,
  given: Record<string, string>,
): Promise<Begun | null> {
  const { job, fn } = asking;
  if (!(await renewJob(uow, job))) return null;
  const provider = await loadDefaultProvider(uow);
  if (provider === null) throw stopped('not_configured', 'a prompt can be tried only with a model. Connect one first: ai provider add');
  const made = await makeRequest(uow, { client: asking.client, fn, provider, prompt: version, given });
  const call = { job, provider, try: asking.tries.next++, ticketId: null, promptVersionId: version.id, promptArm: null };
  const reserved = await reserveRequest(uow, made, call);
  if (reserved.kind === 'over budget')
    throw stopped('conflict', 'today’s budget is spent. Run it again tomorrow, or raise the budget: ai budget');
  return { callId: reserved.callId, provider, prepared: made.prepared, restore: made.restore };
}

async function end(
  uow: TenantUnitOfWork,
  fn: AiFunction,
  { callId, provider, restore }: Begun,
  answer: ModelAnswer,
  isOver: boolean,
): Promise<void> {
  const isBroken = answer.outcome === 'ok' && !fn.schema.safeParse(restore(answer.json)).success;
  const judged = { outcome: isBroken ? 'invalid' : answer.outcome, reason: answer.reason };
  await settleCall(uow, callId, provider.prices, callEnd(answer, judged, isOver));
  if (answer.learned !== null) await learnParameter(uow, provider, answer.learned);
}

function stopped(code: 'not_configured' | 'conflict' | 'unavailable', why: string): AppError {
  return new AppError(code, {
    message: `prompt run stopped: ${why}`,
    userMessage: `The run over the saved cases was not finished: ${why}.`,
  });
}
