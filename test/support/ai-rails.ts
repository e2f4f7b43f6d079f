import { z } from 'zod';
import type { AiFunction } from '../../ai/functions/ai-function.types.ts';
import type { ModelAnswer, ModelClient } from '../../ai/providers/model-client.types.ts';
import { prepareCall } from '../../ai/providers/prepare-call.rules.ts';
import { createAiRunner } from '../../ai/run/create-ai-runner.ts';
import type { PriceTable, StructuredLevel } from '../../domain/ai-providers/ai-providers.types.ts';
import type { AiResult, ClaimedJob, WantedJob } from '../../domain/ai-runs/ai-runs.types.ts';
import { claimJob } from '../../domain/ai-runs/claim-job.ts';
import { queueJob } from '../../domain/ai-runs/queue-job.ts';
import { type AiJobId, type AiProviderId, newId, type TenantId } from '../../domain/ids.types.ts';
import { variablesOf } from '../../domain/prompts/prompt-kinds.rules.ts';
import { sqlRun } from '../../domain/tenancy/sql.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import { silent, system, type TestDesk } from './desk.ts';

/** A plain function on real rails: it says back what it was given, and keyless it says so. */
export function plainFunction(over: Partial<AiFunction> = {}): AiFunction {
  const fn: AiFunction<string, { text: string }, { text: string }> = {
    feature: 'summary',
    promptKind: 'conversation_summary',
    schema: z.strictObject({ text: z.string() }),
    load: async () => 'what Jane wrote',
    variables: (material) =>
      Object.fromEntries(variablesOf('conversation_summary').map(({ name, trust }) => [name, trust === 'trusted' ? 'English' : material])),
    interpret: (_material, { text }) =>
      text === 'nonsense' ? { kind: 'invalid', reason: 'it is nonsense' } : { kind: 'ok', data: { text } },
    keyless: async () => ({ source: 'extract', confidence: null, reasons: ['the first sentence'], data: { text: 'keyless' } }),
  };
  return { ...(fn as unknown as AiFunction), ...over };
}

/** A provider as a row, the tenant's default. */
export async function addModel(
  withTenant: WithTenant,
  tenantId: TenantId,
  {
    prices = { input: 1_000_000, output: 4_000_000 },
    structured = 'strict',
    maxOutputTokens = 1_000,
  }: { prices?: PriceTable; structured?: StructuredLevel; maxOutputTokens?: number } = {},
): Promise<AiProviderId> {
  const id = newId<AiProviderId>();
  await withTenant(tenantId, system, (uow) =>
    sqlRun(
      uow,
      `insert into ai_providers (tenant_id, id, name, kind, base_url, model, style, structured, streams, prices, max_output_tokens, is_default, created_at, updated_at)
       values (?, ?, 'Test', 'compatible', 'http://127.0.0.1:1/v1', 'test-model', 'responses', ?, false, ?::jsonb, ?, true, ?, ?)`,
      [tenantId, id, structured, JSON.stringify(prices), maxOutputTokens, uow.now, uow.now],
    ),
  );
  return id;
}

/** An answer as the client gives it; what is not said is a good one. */
export function answerOf(over: Partial<ModelAnswer> = {}): ModelAnswer {
  const json = over.json ?? { text: 'from the model' };
  return {
    outcome: 'ok',
    text: JSON.stringify(json),
    json,
    reason: null,
    usage: { input: 100, cached: 0, output: 10, reasoning: 0 },
    modelServed: 'test-model-1',
    requestId: 'req_1',
    latencyMs: 12,
    retryAfterMs: null,
    fatal: false,
    learned: null,
    ...over,
  };
}

/** The model cannot be reached, for whatever reason. */
export function unreachable(over: Partial<ModelAnswer> = {}): ModelAnswer {
  return answerOf({
    outcome: 'unavailable',
    text: null,
    json: undefined,
    usage: null,
    modelServed: null,
    requestId: null,
    reason: 'no answer',
    ...over,
  });
}

export type Ask = (body: string, signal: AbortSignal) => Promise<ModelAnswer> | ModelAnswer;

/** A client that prepares as the real one does and is answered by `ask`; `bodies` is what was sent. */
export function scriptedClient(ask: Ask): ModelClient & { bodies: string[] } {
  const bodies: string[] = [];
  return {
    bodies,
    prepare: prepareCall,
    ask: async (_provider, call, { signal }) => {
      bodies.push(call.body);
      return ask(call.body, signal);
    },
  };
}

export function runnerOf(desk: TestDesk, client: ModelClient, fn: AiFunction = plainFunction()): ReturnType<typeof createAiRunner> {
  return createAiRunner({
    withTenant: desk.withTenant,
    client,
    functions: { [fn.feature]: fn },
    works: {},
    log: silent,
    timeoutMs: 30_000,
  });
}

/** A wish for a summary that no other has. */
export function wantedSummary(over: Partial<WantedJob> = {}): WantedJob {
  return { feature: 'summary', dedupeKey: `summary:${newId<string>()}`, ticketId: null, input: {}, askedBy: null, ...over };
}

export function queue(desk: TestDesk, tenantId: TenantId, over: Partial<WantedJob> = {}): Promise<AiJobId> {
  return desk.withTenant(tenantId, system, (uow) => queueJob(uow, wantedSummary(over)));
}

export function claim(desk: TestDesk, tenantId: TenantId, id: AiJobId): Promise<ClaimedJob | null> {
  return desk.withTenant(tenantId, system, (uow) => claimJob(uow, id, newId<string>()));
}

/** Claims and works a job with one worker. */
export async function workJob(
  desk: TestDesk,
  tenantId: TenantId,
  id: AiJobId,
  client: ModelClient,
  fn: AiFunction = plainFunction(),
): Promise<void> {
  const job = await claim(desk, tenantId, id);
  if (job === null) throw new Error('the job is not due');
  await runnerOf(desk, client, fn).run(job, new AbortController().signal);
}

/** A result as any function may give it. */
export const plainResult: AiResult = {
  feature: 'summary',
  source: 'rules',
  confidence: null,
  notice: null,
  reasons: [],
  data: { text: 'x' },
};
