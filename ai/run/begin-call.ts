import type { Provider } from '../../domain/ai-providers/ai-providers.types.ts';
import { loadDefaultProvider } from '../../domain/ai-providers/load-default-provider.ts';
import type { AiResult, CallBasis, ClaimedJob } from '../../domain/ai-runs/ai-runs.types.ts';
import { mostAttempts } from '../../domain/ai-runs/lease.rules.ts';
import { loadAiSettings } from '../../domain/ai-runs/load-ai-settings.ts';
import { renewJob } from '../../domain/ai-runs/renew-job.ts';
import { reportProgress } from '../../domain/ai-runs/report-progress.ts';
import { reserveCall } from '../../domain/ai-runs/reserve-call.ts';
import type { AiCallId } from '../../domain/ids.types.ts';
import { variablesOf } from '../../domain/prompts/prompt-kinds.rules.ts';
import type { ResolvedPrompt } from '../../domain/prompts/prompts.types.ts';
import { resolvePrompt } from '../../domain/prompts/resolve-prompt.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import type { AiFunction } from '../functions/ai-function.types.ts';
import type { ModelClient, PreparedCall } from '../providers/model-client.types.ts';
import { buildRequest, cacheKeyOf, mostOutput, providerFacts } from './build-request.rules.ts';
import { countTokens } from './count-tokens.ts';
import { keylessResult } from './keyless-result.ts';
import { budgetNotice, goneNotice, lostNotice, noPromptNotice, tooLongNotice } from './notices.rules.ts';
import { outputSchema } from './output-schema.rules.ts';
import { type Redacted, redact } from './redact.rules.ts';

/** A call that is reserved and may be made now. */
export type BegunCall = {
  kind: 'call';
  callId: AiCallId;
  provider: Provider;
  prepared: PreparedCall;
  material: unknown;
  restore: Redacted['restore'];
};
/** `gone`: the job is no longer this worker's. `keyless`: no call is to be made, this is the result. */
export type Begun = BegunCall | { kind: 'gone' } | { kind: 'keyless'; result: AiResult };

export type BeginOptions = { client: Pick<ModelClient, 'prepare'>; fn: AiFunction; job: ClaimedJob; try: number };

/** A frame's own tokens: roles, names, the form of the answer. */
const frameTokens = 64;

/**
 * The unit before a call: reads the material, puts it into the released prompt, reserves what the call may cost and keeps its receipt and bytes. Without a model, a
 * prompt or the money the function's own result is the answer. Throws what the function's `load` throws.
 */
export async function beginCall(uow: TenantUnitOfWork, options: BeginOptions): Promise<Begun> {
  const { fn, job } = options;
  if (!(await renewJob(uow, job))) return { kind: 'gone' };
  const material = await fn.load(uow, job);
  const without = async (notice: string | null): Promise<Begun> => ({
    kind: 'keyless',
    result: await keylessResult(uow, fn, material, notice),
  });
  const provider = await loadDefaultProvider(uow);
  // Asked before, so there was one when this was wanted.
  if (provider === null) return without(options.try > 1 || job.attempts > 1 ? goneNotice : null);
  if (job.attempts > mostAttempts) return without(lostNotice);
  const prompt = await resolvePrompt(uow, fn.promptKind, job.ticketId ?? job.id);
  if (prompt === null) return without(noPromptNotice);
  const { redact: isRedacted } = await loadAiSettings(uow);
  const { values, restore } = redactedValues(fn, material, isRedacted);
  const basis = basisOf({ fn, job, provider, prompt, values });
  const { request, call: prepared } = buildRequest(options.client, prompt, basis);
  const inputTokens = countTokens(request.system) + countTokens(request.user) + countTokens(JSON.stringify(request.schema)) + frameTokens;
  if (inputTokens > provider.maxInputTokens) return without(tooLongNotice);
  const reserved = await reserveCall(uow, {
    jobId: job.id,
    feature: job.feature,
    attempt: job.attempts,
    try: options.try,
    ticketId: job.ticketId,
    promptVersionId: prompt.id,
    promptArm: prompt.arm,
    provider: { ...provider, style: prepared.path === '/responses' ? 'responses' : 'chat' },
    parameters: prepared.parameters,
    request: prepared.body,
    basis,
    inputTokens,
    maxOutputTokens: mostOutput(prepared, basis),
  });
  if (reserved.kind === 'over budget') return without(budgetNotice(reserved.budget));
  await reportProgress(uow, job, `waiting for ${provider.model} to answer`);
  return { kind: 'call', callId: reserved.callId, provider, prepared, material, restore };
}

function redactedValues(fn: AiFunction, material: unknown, isRedacted: boolean): Redacted {
  const values = fn.variables(material);
  if (!isRedacted) return { values, restore: (output) => output };
  return redact(
    values,
    new Set(
      variablesOf(fn.promptKind)
        .filter(({ trust }) => trust !== 'trusted')
        .map(({ name }) => name),
    ),
  );
}

type BasisOf = { fn: AiFunction; job: ClaimedJob; provider: Provider; prompt: ResolvedPrompt; values: Record<string, string> };

function basisOf({ fn, job, provider, prompt, values }: BasisOf): CallBasis {
  return {
    values,
    schemaName: fn.feature,
    schema: outputSchema(fn.schema),
    maxOutputTokens: Math.min(prompt.parameters.maxOutputTokens, provider.maxOutputTokens),
    temperature: prompt.parameters.temperature ?? null,
    cacheKey: cacheKeyOf(job.tenantId, prompt.id),
    provider: providerFacts(provider),
  };
}
