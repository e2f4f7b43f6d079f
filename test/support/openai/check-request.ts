import type { FakeRequest, Json, Problem } from './fake-openai.types.ts';
import { chatRequest, responsesRequest } from './request-tables.ts';
import { isJson } from './shape.ts';
import { strictSchemaProblems } from './strict-schema.ts';

/** What this server is: the models that reason, and what it does not know at all. */
export type Abilities = {
  /** the only models it serves; null: any */
  models: string[] | null;
  /** beginnings of the names of models that reason: they take no temperature, no top_p and no max_tokens */
  reasoningModels: string[];
  /** parameters by their path (`temperature`, `store`, `prompt_cache_key`), and the formats `json_schema` and `json_object`, that it answers with 400 */
  lacks: string[];
};

const unsupported = (param: string, rest = 'is not supported with this model.'): Problem => ({
  param,
  message: `Unsupported parameter: '${param}' ${rest}`,
  code: 'unsupported_parameter',
});

/** OpenAI knows these; Deskhand never sends them: its functions have no tools and keep nothing at the provider. */
const neverOurs = [
  'tools',
  'tool_choice',
  'functions',
  'function_call',
  'previous_response_id',
  'conversation',
  'background',
  'web_search_options',
  'prompt',
];

function ourRules(style: FakeRequest['style'], body: Json): Problem[] {
  const problems = neverOurs
    .filter((key) => body[key] !== undefined && body[key] !== null && body[key] !== false)
    .map((key): Problem => ({ param: key, message: `'${key}' must not be sent by Deskhand.`, code: 'deskhand_rule' }));
  const stored = style === 'responses' ? body.store !== false : body.store !== undefined && body.store !== false;
  return stored
    ? [...problems, { param: 'store', message: `'store' must be false: the default keeps the text for 30 days.`, code: 'deskhand_rule' }]
    : problems;
}

function reasoningRules(style: FakeRequest['style'], body: Json): Problem[] {
  const refused = ['temperature', 'top_p'].filter((key) => body[key] !== undefined && body[key] !== null).map((key) => unsupported(key));
  if (style === 'chat' && body.max_tokens !== undefined) {
    refused.push(unsupported('max_tokens', "is not supported with this model. Use 'max_completion_tokens' instead."));
  }
  return refused;
}

function at(body: Json, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isJson(value) ? value[key] : undefined), body);
}

function formatOf(
  style: FakeRequest['style'],
  body: Json,
): { at: string; type: FakeRequest['format']; name: string | null; schema: Json | null; strict: boolean } {
  const where = style === 'responses' ? 'text.format' : 'response_format';
  const format = at(body, where);
  const inner = style === 'responses' ? format : at(body, 'response_format.json_schema');
  const type = isJson(format) && (format.type === 'json_schema' || format.type === 'json_object') ? format.type : 'text';
  const described = type === 'json_schema' && isJson(inner) ? inner : {};
  return {
    at: where,
    type,
    name: typeof described.name === 'string' ? described.name : null,
    schema: isJson(described.schema) ? described.schema : null,
    strict: described.strict === true,
  };
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? content.map((part) => (isJson(part) ? String(part.text ?? '') : '')).join('\n') : '';
}

function spokenBy(messages: unknown, roles: string[]): string {
  if (typeof messages === 'string') return roles.includes('user') ? messages : '';
  const all = Array.isArray(messages) ? messages.filter(isJson) : [];
  return all
    .filter((message) => roles.includes(String(message.role)))
    .map((message) => textOf(message.content))
    .join('\n');
}

function formatRules(style: FakeRequest['style'], body: Json, lacks: string[]): Problem[] {
  const format = formatOf(style, body);
  if (lacks.includes(format.type)) {
    const param = `${format.at}.type`;
    return [
      {
        param,
        message: `Invalid parameter: '${param}' of type '${format.type}' is not supported with this model.`,
        code: 'unsupported_value',
      },
    ];
  }
  const said = `${spokenBy(body.input ?? body.messages, ['user', 'system', 'developer', 'assistant'])}${String(body.instructions ?? '')}`;
  if (format.type === 'json_object' && !/json/i.test(said)) {
    return [
      {
        param: style === 'responses' ? 'input' : 'messages',
        message: `The messages must contain the word 'json' in some form, to use '${format.at}' of type 'json_object'.`,
        code: null,
      },
    ];
  }
  const schemaAt = style === 'responses' ? 'text.format.schema' : 'response_format.json_schema.schema';
  return format.type === 'json_schema' && format.strict ? strictSchemaProblems(format.schema, schemaAt) : [];
}

/** Everything that is wrong with a body, first what OpenAI says first. */
export function requestProblems(style: FakeRequest['style'], body: unknown, abilities: Abilities): Problem[] {
  const shaped = (style === 'responses' ? responsesRequest : chatRequest)(body, '');
  if (shaped.length > 0 || !isJson(body)) return shaped;
  const reasons = abilities.reasoningModels.some((start) => String(body.model).startsWith(start));
  const both = body.max_tokens !== undefined && body.max_completion_tokens !== undefined;
  return [
    ...abilities.lacks.filter((path) => at(body, path) !== undefined).map((path) => unsupported(path)),
    ...(reasons ? reasoningRules(style, body) : []),
    ...(both
      ? [
          {
            param: 'max_tokens',
            message: "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
            code: 'invalid_parameter_combination',
          },
        ]
      : []),
    ...(body.stream_options && body.stream !== true
      ? [{ param: 'stream_options', message: "The 'stream_options' parameter is only allowed when 'stream' is enabled.", code: null }]
      : []),
    ...formatRules(style, body, abilities.lacks),
    ...ourRules(style, body),
  ];
}

/** A body without problems, as a persona reads it. */
export function readRequest(style: FakeRequest['style'], body: Json, nth: number): FakeRequest {
  const format = formatOf(style, body);
  const messages = body.input ?? body.messages;
  const limit = body.max_output_tokens ?? body.max_completion_tokens ?? body.max_tokens;
  return {
    style,
    model: String(body.model),
    system: [body.instructions, spokenBy(messages, ['system', 'developer'])]
      .filter((part) => typeof part === 'string' && part !== '')
      .join('\n'),
    user: spokenBy(messages, ['user']),
    format: format.type,
    schemaName: format.name,
    schema: format.schema,
    stream: body.stream === true,
    maxOutputTokens: typeof limit === 'number' ? limit : null,
    body,
    nth,
  };
}
