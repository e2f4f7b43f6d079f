import type { Provider } from '../../domain/ai-providers/ai-providers.types.ts';
import type { CallBasis } from '../../domain/ai-runs/ai-runs.types.ts';
import { loadAiSettings } from '../../domain/ai-runs/load-ai-settings.ts';
import { variablesOf } from '../../domain/prompts/prompt-kinds.rules.ts';
import type { PromptVersionView } from '../../domain/prompts/prompts.types.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import type { AiFunction } from '../functions/ai-function.types.ts';
import type { ModelClient, PreparedCall } from '../providers/model-client.types.ts';
import { buildRequest, cacheKeyOf, providerFacts } from './build-request.rules.ts';
import { countTokens } from './count-tokens.ts';
import { outputSchema } from './output-schema.rules.ts';
import { type Redacted, redact } from './redact.rules.ts';

/** What a request is made of. `given`: the prompt's values as they are. */
export type RequestParts = {
  client: Pick<ModelClient, 'prepare'>;
  fn: AiFunction;
  provider: Provider;
  prompt: PromptVersionView;
  given: Record<string, string>;
};

/** A request that can be reserved and sent. `restore` puts back into an answer what was replaced; `inputTokens` are counted, not sent yet. */
export type MadeRequest = { basis: CallBasis; prepared: PreparedCall; inputTokens: number; restore: Redacted['restore'] };

/** A frame's own tokens: roles, names, the form of the answer. */
const frameTokens = 64;

/** Puts values into a prompt version, without what is personal where the company wants it so, and makes the bytes for its provider. */
export async function makeRequest(uow: TenantUnitOfWork, { client, fn, provider, prompt, given }: RequestParts): Promise<MadeRequest> {
  const { redact: isRedacted } = await loadAiSettings(uow);
  const outside = variablesOf(prompt.kind).filter(({ trust }) => trust !== 'trusted');
  const { values, restore }: Redacted = isRedacted
    ? redact(given, new Set(outside.map(({ name }) => name)))
    : { values: given, restore: (output) => output };
  const basis: CallBasis = {
    values,
    schemaName: fn.feature,
    schema: outputSchema(fn.schema),
    maxOutputTokens: Math.min(prompt.parameters.maxOutputTokens, provider.maxOutputTokens),
    temperature: prompt.parameters.temperature ?? null,
    cacheKey: cacheKeyOf(uow.tenantId, prompt.id),
    provider: providerFacts(provider),
  };
  const { request, call: prepared } = buildRequest(client, prompt, basis);
  const inputTokens = countTokens(request.system) + countTokens(request.user) + countTokens(JSON.stringify(request.schema)) + frameTokens;
  return { basis, prepared, inputTokens, restore };
}
