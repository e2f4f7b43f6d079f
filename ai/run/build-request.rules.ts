import { createHash } from 'node:crypto';
import type { Provider } from '../../domain/ai-providers/ai-providers.types.ts';
import type { CallBasis } from '../../domain/ai-runs/ai-runs.types.ts';
import { variablesOf } from '../../domain/prompts/prompt-kinds.rules.ts';
import type { PromptKind } from '../../domain/prompts/prompts.types.ts';
import { renderPrompt } from '../../domain/prompts/render-prompt.rules.ts';
import type { ModelClient, ModelRequest, PreparedCall } from '../providers/model-client.types.ts';

/** A version's own texts. */
export type PromptTexts = { kind: PromptKind; systemText: string; dataText: string };

/** The request and its bytes, made from a prompt version and the basis that is kept with the call: the one way a body is made, for a call and for its replay. */
export function buildRequest(
  client: Pick<ModelClient, 'prepare'>,
  prompt: PromptTexts,
  basis: CallBasis,
): { request: ModelRequest; call: PreparedCall } {
  const rendered = renderPrompt(prompt, variablesOf(prompt.kind), basis.values);
  const request: ModelRequest = {
    system: rendered.system,
    user: rendered.user,
    schemaName: basis.schemaName,
    schema: basis.schema,
    maxOutputTokens: basis.maxOutputTokens,
    ...(basis.temperature === null ? {} : { temperature: basis.temperature }),
    cacheKey: basis.cacheKey,
  };
  return { request, call: client.prepare({ ...basis.provider, sealedKey: null }, request) };
}

/** The provider as it was known when the call was made, without its key. */
export function providerFacts({ sealedKey: _sealed, ...facts }: Provider): CallBasis['provider'] {
  return facts;
}

/** The output that a call may give and must be reserved for: where the server takes no limit, as much as the model gives at most. */
export function mostOutput({ parameters }: PreparedCall, { maxOutputTokens, provider }: CallBasis): number {
  const isLimited = ['max_output_tokens', 'max_completion_tokens', 'max_tokens'].some((name) => name in parameters);
  return isLimited ? maxOutputTokens : Math.max(maxOutputTokens, provider.maxOutputTokens);
}

/** `prompt_cache_key`: the same for every call of one tenant under one prompt version, and nobody else's. */
export function cacheKeyOf(tenantId: string, promptVersionId: string): string {
  return createHash('sha256').update(`${tenantId}/${promptVersionId}`).digest('hex').slice(0, 32);
}
