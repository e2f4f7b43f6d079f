import type { Provider } from '../../domain/ai-providers/ai-providers.types.ts';
import { loadDefaultProvider } from '../../domain/ai-providers/load-default-provider.ts';
import type { AiResult, ClaimedJob } from '../../domain/ai-runs/ai-runs.types.ts';
import { mostAttempts } from '../../domain/ai-runs/lease.rules.ts';
import { renewJob } from '../../domain/ai-runs/renew-job.ts';
import { reportProgress } from '../../domain/ai-runs/report-progress.ts';
import type { AiCallId } from '../../domain/ids.types.ts';
import { resolvePrompt } from '../../domain/prompts/resolve-prompt.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import type { AiFunction } from '../functions/ai-function.types.ts';
import type { ModelClient, PreparedCall } from '../providers/model-client.types.ts';
import { keylessResult } from './keyless-result.ts';
import { type MadeRequest, makeRequest } from './make-request.ts';
import { budgetNotice, goneNotice, lostNotice, noPromptNotice, tooLongNotice } from './notices.rules.ts';
import { reserveRequest } from './reserve-request.ts';

/** A call that is reserved and may be made now. */
export type BegunCall = {
  kind: 'call';
  callId: AiCallId;
  provider: Provider;
  prepared: PreparedCall;
  material: unknown;
  restore: MadeRequest['restore'];
};
/** `gone`: the job is no longer this worker's. `keyless`: no call is to be made, this is the result. */
export type Begun = BegunCall | { kind: 'gone' } | { kind: 'keyless'; result: AiResult };

export type BeginOptions = { client: Pick<ModelClient, 'prepare'>; fn: AiFunction; job: ClaimedJob; try: number };

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
  const made = await makeRequest(uow, { client: options.client, fn, provider, prompt, given: fn.variables(material) });
  if (made.inputTokens > provider.maxInputTokens) return without(tooLongNotice);
  const call = { job, provider, try: options.try, ticketId: job.ticketId, promptVersionId: prompt.id, promptArm: prompt.arm };
  const reserved = await reserveRequest(uow, made, call);
  if (reserved.kind === 'over budget') return without(budgetNotice(reserved.budget));
  await reportProgress(uow, job, `waiting for ${provider.model} to answer`);
  return { kind: 'call', callId: reserved.callId, provider, prepared: made.prepared, material, restore: made.restore };
}
