import type { ApiStyle, Provider, RefusedParameter, StructuredLevel } from './ai-providers.types.ts';

/**
 * What may be left out of a request, and the names a server may call it by when it refuses it. `responses`, `json_schema` and `json_object` are no fields: they
 * stand for the whole way of asking, and what is used without them is the next one down.
 */
export const canBeLeftOut: readonly { name: RefusedParameter; alsoCalled: readonly string[] }[] = [
  { name: 'temperature', alsoCalled: [] },
  { name: 'max_output_tokens', alsoCalled: [] },
  { name: 'max_completion_tokens', alsoCalled: [] },
  { name: 'max_tokens', alsoCalled: [] },
  { name: 'prompt_cache_key', alsoCalled: [] },
  { name: 'stream_options', alsoCalled: ['stream_options.include_usage'] },
  { name: 'stream', alsoCalled: [] },
  { name: 'store', alsoCalled: [] },
  { name: 'json_schema', alsoCalled: ['text.format.type', 'text.format', 'text', 'response_format.type', 'response_format'] },
  { name: 'json_object', alsoCalled: ['text.format.type', 'text.format', 'text', 'response_format.type', 'response_format'] },
];

/** The style a provider is asked in: what the test found, else Responses until the server turned out not to have it. */
export function styleOf(provider: Pick<Provider, 'style' | 'refused'>): ApiStyle {
  return provider.style ?? (provider.refused.includes('responses') ? 'chat' : 'responses');
}

/** How far the server is asked to keep to the schema: what the test found, lowered by what was refused since. */
export function levelOf(provider: Pick<Provider, 'structured' | 'refused'>): StructuredLevel {
  const found = provider.structured ?? 'strict';
  const level = found === 'strict' && provider.refused.includes('json_schema') ? 'json_object' : found;
  return level === 'json_object' && provider.refused.includes('json_object') ? 'none' : level;
}

/** The provider as it is after a refusal was learned; the same as `learnParameter` makes of its row. */
export function withLearned<P extends Pick<Provider, 'style' | 'structured' | 'streams' | 'refused'>>(
  provider: P,
  learned: RefusedParameter,
): P {
  if (learned === 'responses') return { ...provider, style: 'chat' };
  if (learned === 'json_schema') return { ...provider, structured: 'json_object' };
  if (learned === 'json_object') return { ...provider, structured: 'none' };
  if (learned === 'stream') return { ...provider, streams: false };
  return provider.refused.includes(learned) ? provider : { ...provider, refused: [...provider.refused, learned] };
}
