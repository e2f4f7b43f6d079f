import type { Provider, StructuredLevel } from '../../domain/ai-providers/ai-providers.types.ts';
import { levelOf, styleOf } from '../../domain/ai-providers/left-out.rules.ts';
import type { ModelRequest, PreparedCall } from './model-client.types.ts';

type Fields = Record<string, unknown>;

/**
 * The body of a request for this provider: no tools, nothing kept at the server, what it refused left out, the part that is the same for all calls first. The same
 * provider and request give the same bytes.
 */
export function prepareCall(provider: Provider, request: ModelRequest): PreparedCall {
  const level = levelOf(provider);
  const isChat = styleOf(provider) === 'chat';
  const settings = isChat ? chatSettings(provider, request) : responsesSettings(provider, request);
  const body = isChat
    ? { model: provider.model, ...chatAnswerForm(level, request), ...settings, messages: chatMessages(level, request) }
    : { model: provider.model, ...responsesTexts(level, request), ...settings, input: responsesInput(level, request) };
  return {
    path: isChat ? '/chat/completions' : '/responses',
    body: JSON.stringify(body),
    parameters: { ...settings, structured: level },
  };
}

function responsesSettings(provider: Provider, request: ModelRequest): Fields {
  return allowed(provider, {
    store: false,
    prompt_cache_key: request.cacheKey,
    max_output_tokens: limitOf(provider, request),
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(provider.streams === true ? { stream: true } : {}),
  });
}

function chatSettings(provider: Provider, request: ModelRequest): Fields {
  const isOldLimit = provider.refused.includes('max_completion_tokens');
  return allowed(provider, {
    store: false,
    prompt_cache_key: request.cacheKey,
    [isOldLimit ? 'max_tokens' : 'max_completion_tokens']: limitOf(provider, request),
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(provider.streams === true && !provider.refused.includes('stream') ? { stream: true, stream_options: { include_usage: true } } : {}),
  });
}

function limitOf(provider: Provider, request: ModelRequest): number {
  return Math.min(request.maxOutputTokens, provider.maxOutputTokens);
}

function allowed(provider: Provider, fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !provider.refused.includes(name)));
}

function responsesTexts(level: StructuredLevel, request: ModelRequest): Fields {
  const { schemaName: name, schema } = request;
  const formats: Record<StructuredLevel, Fields> = {
    strict: { text: { format: { type: 'json_schema', name, schema, strict: true } } },
    json_object: { text: { format: { type: 'json_object' } } },
    none: {},
  };
  return { ...(request.system === '' ? {} : { instructions: request.system }), ...formats[level] };
}

// `json_object` is refused unless the word json stands in the input itself, so the schema is a message of its own there and not a part of the instructions.
function responsesInput(level: StructuredLevel, request: ModelRequest): Fields[] {
  const user = { role: 'user', content: request.user };
  return level === 'strict' ? [user] : [{ role: 'system', content: schemaText(request) }, user];
}

function chatAnswerForm(level: StructuredLevel, request: ModelRequest): Fields {
  const { schemaName: name, schema } = request;
  const forms: Record<StructuredLevel, Fields> = {
    strict: { response_format: { type: 'json_schema', json_schema: { name, schema, strict: true } } },
    json_object: { response_format: { type: 'json_object' } },
    none: {},
  };
  return forms[level];
}

function chatMessages(level: StructuredLevel, request: ModelRequest): Fields[] {
  const system = [request.system, level === 'strict' ? '' : schemaText(request)].filter((text) => text !== '').join('\n\n');
  return [...(system === '' ? [] : [{ role: 'system', content: system }]), { role: 'user', content: request.user }];
}

/** The schema as data, for a server that does not take it as a setting. */
function schemaText(request: ModelRequest): string {
  return JSON.stringify({ json_schema: { name: request.schemaName, schema: request.schema } });
}
