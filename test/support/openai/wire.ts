import { createHash } from 'node:crypto';
import type { FakeReply, FakeRequest, Json } from './fake-openai.types.ts';

/** What a persona says, without how it is sent. */
export type Spoken = Extract<FakeReply, { kind: 'text' | 'refusal' | 'incomplete' | 'failed' | 'tool_call' }>;

const tokens = (text: string) => Math.ceil(text.length / 4);
const pieces = (text: string) => {
  const size = Math.max(24, Math.ceil(text.length / 40));
  return Array.from({ length: Math.max(1, Math.ceil(text.length / size)) }, (_, index) => text.slice(index * size, (index + 1) * size));
};

/** The same request in the same place has the same ids: a replay can be compared. */
const idOf = (request: FakeRequest, kind: string) =>
  `${kind}_${createHash('sha256')
    .update(`${request.nth}:${JSON.stringify(request.body)}`)
    .digest('hex')
    .slice(0, 24)}`;

function said(reply: Spoken): string {
  return reply.kind === 'failed' ? '' : reply.kind === 'tool_call' ? reply.args : reply.text;
}

function counts(request: FakeRequest, reply: Spoken) {
  const input = tokens(request.system + request.user + JSON.stringify(request.schema ?? ''));
  const cached = request.nth > 1 && typeof request.body.prompt_cache_key === 'string' ? Math.floor(tokens(request.system) / 2) : 0;
  return { input, cached, output: tokens(said(reply)), reasoning: 0 };
}

function outputItem(request: FakeRequest, reply: Spoken): Json {
  if (reply.kind === 'tool_call') {
    return {
      id: idOf(request, 'fc'),
      type: 'function_call',
      call_id: idOf(request, 'call'),
      name: reply.name,
      arguments: reply.args,
      status: 'completed',
    };
  }
  const part =
    reply.kind === 'refusal'
      ? { type: 'refusal', refusal: reply.text }
      : { type: 'output_text', text: said(reply), annotations: [], logprobs: [] };
  return {
    id: idOf(request, 'msg'),
    type: 'message',
    role: 'assistant',
    status: reply.kind === 'incomplete' ? 'incomplete' : 'completed',
    content: [part],
  };
}

function responseIn(request: FakeRequest, reply: Spoken, state: 'in_progress' | 'end'): Json {
  const end = state === 'end';
  const { input, cached, output, reasoning } = counts(request, reply);
  const status = { text: 'completed', refusal: 'completed', tool_call: 'completed', incomplete: 'incomplete', failed: 'failed' }[
    reply.kind
  ];
  return {
    id: idOf(request, 'resp'),
    object: 'response',
    created_at: 1_700_000_000 + request.nth,
    status: end ? status : 'in_progress',
    error:
      end && reply.kind === 'failed'
        ? { code: reply.code ?? 'server_error', message: 'The server had an error while processing your request.' }
        : null,
    incomplete_details: end && reply.kind === 'incomplete' ? { reason: reply.reason ?? 'max_output_tokens' } : null,
    instructions: typeof request.body.instructions === 'string' ? request.body.instructions : null,
    max_output_tokens: request.maxOutputTokens,
    model: reply.kind === 'text' ? (reply.servedModel ?? request.model) : request.model,
    output: end && reply.kind !== 'failed' ? [outputItem(request, reply)] : [],
    parallel_tool_calls: true,
    previous_response_id: null,
    store: false,
    temperature: null,
    top_p: null,
    text: request.body.text ?? { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    metadata: {},
    usage: end && reply.kind !== 'failed' ? responseUsage(input, cached, output, reasoning) : null,
  };
}

function responseUsage(input: number, cached: number, output: number, reasoning: number): Json {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached, cache_write_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  };
}

function partEvents(request: FakeRequest, reply: Spoken): Json[] {
  const item = outputItem(request, reply);
  const place = { item_id: item.id, output_index: 0, content_index: 0 };
  if (reply.kind === 'tool_call') {
    const at = { item_id: item.id, output_index: 0 };
    return [
      { type: 'response.function_call_arguments.delta', ...at, delta: reply.args },
      { type: 'response.function_call_arguments.done', ...at, name: reply.name, arguments: reply.args },
    ];
  }
  const refused = reply.kind === 'refusal';
  const [part] = item.content as Json[];
  const empty = refused ? { type: 'refusal', refusal: '' } : { type: 'output_text', text: '', annotations: [], logprobs: [] };
  const name = refused ? 'refusal' : 'output_text';
  const extra = refused ? {} : { logprobs: [] };
  return [
    { type: 'response.content_part.added', ...place, part: empty },
    ...pieces(said(reply)).map((delta) => ({ type: `response.${name}.delta`, ...place, delta, ...extra })),
    { type: `response.${name}.done`, ...place, ...(refused ? { refusal: said(reply) } : { text: said(reply) }), ...extra },
    { type: 'response.content_part.done', ...place, part },
  ];
}

/** A whole answer of the Responses API. */
export function responsesBody(request: FakeRequest, reply: Spoken): Json {
  return responseIn(request, reply, 'end');
}

/** The events of a streamed answer of the Responses API, in the order the server sends them. */
export function responsesEvents(request: FakeRequest, reply: Spoken): Json[] {
  const item = outputItem(request, reply);
  const opening =
    reply.kind === 'tool_call' ? { ...item, arguments: '', status: 'in_progress' } : { ...item, content: [], status: 'in_progress' };
  const body = [
    { type: 'response.output_item.added', output_index: 0, item: opening },
    ...partEvents(request, reply),
    { type: 'response.output_item.done', output_index: 0, item },
  ];
  const end = { failed: 'response.failed', incomplete: 'response.incomplete' }[reply.kind as string] ?? 'response.completed';
  const events: Json[] = [
    { type: 'response.created', response: responseIn(request, reply, 'in_progress') },
    { type: 'response.in_progress', response: responseIn(request, reply, 'in_progress') },
    ...(reply.kind === 'failed' ? [] : body),
    { type: end, response: responseIn(request, reply, 'end') },
  ];
  return events.map((event, index) => ({ ...event, sequence_number: index }));
}

function chatUsage(request: FakeRequest, reply: Spoken): Json {
  const { input, cached, output, reasoning } = counts(request, reply);
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

function finishOf(reply: Spoken): string {
  if (reply.kind === 'incomplete') return reply.reason === 'content_filter' ? 'content_filter' : 'length';
  return reply.kind === 'tool_call' ? 'tool_calls' : 'stop';
}

function chatBase(request: FakeRequest, reply: Spoken): Json {
  const model = reply.kind === 'text' ? (reply.servedModel ?? request.model) : request.model;
  return { id: idOf(request, 'chatcmpl'), created: 1_700_000_000 + request.nth, model, system_fingerprint: 'fp_fake' };
}

function callOf(request: FakeRequest, reply: Extract<Spoken, { kind: 'tool_call' }>): Json {
  return { id: idOf(request, 'call'), type: 'function', function: { name: reply.name, arguments: reply.args } };
}

/** A whole answer of Chat Completions. A `failed` has no form there: it is an empty answer. */
export function chatBody(request: FakeRequest, reply: Spoken): Json {
  const refused = reply.kind === 'refusal';
  const message = {
    role: 'assistant',
    content: refused || reply.kind === 'tool_call' ? null : said(reply),
    refusal: refused ? reply.text : null,
    annotations: [],
    ...(reply.kind === 'tool_call' ? { tool_calls: [callOf(request, reply)] } : {}),
  };
  return {
    ...chatBase(request, reply),
    object: 'chat.completion',
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishOf(reply) }],
    usage: chatUsage(request, reply),
  };
}

/** The chunks of a streamed answer of Chat Completions; the last has the usage when it was asked for. */
export function chatChunks(request: FakeRequest, reply: Spoken): Json[] {
  const base = { ...chatBase(request, reply), object: 'chat.completion.chunk' };
  const wantsUsage = (request.body.stream_options as Json | null | undefined)?.include_usage === true;
  const chunk = (delta: Json, finish: string | null) => ({
    ...base,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...(wantsUsage ? { usage: null } : {}),
  });
  const key = reply.kind === 'refusal' ? 'refusal' : 'content';
  const deltas: Json[] =
    reply.kind === 'tool_call'
      ? [{ tool_calls: [{ index: 0, ...callOf(request, reply) }] }]
      : pieces(said(reply)).map((piece) => ({ [key]: piece }));
  return [
    chunk({ role: 'assistant', content: reply.kind === 'tool_call' ? null : '' }, null),
    ...deltas.map((delta) => chunk(delta, null)),
    chunk({}, finishOf(reply)),
    ...(wantsUsage ? [{ ...base, choices: [], usage: chatUsage(request, reply) }] : []),
  ];
}
