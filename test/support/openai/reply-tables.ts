import { anything, byKey, closed, either, flag, list, mapOf, nothing, number, oneOf, orNull, type Shape, text } from './shape.ts';

/** What OpenAI's published document says of answers: our own fake's are measured by it too, so that no test leans on a shape that does not exist. */
const whole = number({ min: 0, whole: true });
const outputText = closed({ 'type!': oneOf('output_text'), 'text!': text(), 'annotations!': list(anything), 'logprobs!': list(anything) });
const refusal = closed({ 'type!': oneOf('refusal'), 'refusal!': text() });
const part = byKey('type', { output_text: outputText, refusal });
const status = oneOf('in_progress', 'completed', 'incomplete');
const item = byKey('type', {
  message: closed({
    'id!': text({ min: 1 }),
    'type!': oneOf('message'),
    'role!': oneOf('assistant'),
    'content!': list(part),
    'status!': status,
    phase: anything,
  }),
  function_call: closed({ id: text(), 'type!': oneOf('function_call'), 'call_id!': text(), 'name!': text(), 'arguments!': text(), status }),
});
const usage = closed({
  'input_tokens!': whole,
  'input_tokens_details!': closed({ 'cached_tokens!': whole, 'cache_write_tokens!': whole }),
  'output_tokens!': whole,
  'output_tokens_details!': closed({ 'reasoning_tokens!': whole }),
  'total_tokens!': whole,
});

export const responseReply: Shape = closed({
  'id!': text({ min: 1 }),
  'object!': oneOf('response'),
  'created_at!': number(),
  completed_at: orNull(number()),
  'status!': oneOf('completed', 'failed', 'in_progress', 'incomplete'),
  'error!': orNull(closed({ 'code!': oneOf('server_error', 'rate_limit_exceeded', 'invalid_prompt'), 'message!': text() })),
  'incomplete_details!': orNull(closed({ 'reason!': oneOf('max_output_tokens', 'content_filter') })),
  'instructions!': orNull(text()),
  'model!': text({ min: 1 }),
  'output!': list(item),
  'parallel_tool_calls!': flag,
  'temperature!': orNull(number()),
  'top_p!': orNull(number()),
  'tool_choice!': anything,
  'tools!': list(anything),
  'metadata!': orNull(mapOf(text(), 16)),
  max_output_tokens: orNull(whole),
  previous_response_id: nothing,
  store: flag,
  text: anything,
  // The published document forbids null here; the server sends it until the answer is complete.
  usage: orNull(usage),
});

const place = { 'sequence_number!': whole, 'item_id!': text(), 'output_index!': whole, 'content_index!': whole };
const life = (type: string) => closed({ 'type!': oneOf(type), 'response!': responseReply, 'sequence_number!': whole });
const itemEvent = (type: string) => closed({ 'type!': oneOf(type), 'item!': item, 'output_index!': whole, 'sequence_number!': whole });
const partEvent = (type: string, keys: Record<string, Shape>) => closed({ 'type!': oneOf(type), ...place, ...keys });

export const responseEvent: Shape = byKey('type', {
  'response.created': life('response.created'),
  'response.in_progress': life('response.in_progress'),
  'response.completed': life('response.completed'),
  'response.incomplete': life('response.incomplete'),
  'response.failed': life('response.failed'),
  'response.output_item.added': itemEvent('response.output_item.added'),
  'response.output_item.done': itemEvent('response.output_item.done'),
  'response.content_part.added': partEvent('response.content_part.added', { 'part!': part }),
  'response.content_part.done': partEvent('response.content_part.done', { 'part!': part }),
  'response.output_text.delta': partEvent('response.output_text.delta', { 'delta!': text(), 'logprobs!': list(anything) }),
  'response.output_text.done': partEvent('response.output_text.done', { 'text!': text(), 'logprobs!': list(anything) }),
  'response.refusal.delta': partEvent('response.refusal.delta', { 'delta!': text() }),
  'response.refusal.done': partEvent('response.refusal.done', { 'refusal!': text() }),
  'response.function_call_arguments.delta': closed({
    'type!': anything,
    'sequence_number!': whole,
    'item_id!': text(),
    'output_index!': whole,
    'delta!': text(),
  }),
  'response.function_call_arguments.done': closed({
    'type!': anything,
    'sequence_number!': whole,
    'item_id!': text(),
    'output_index!': whole,
    'name!': text(),
    'arguments!': text(),
  }),
});

const chatUsage = closed({
  'completion_tokens!': whole,
  'prompt_tokens!': whole,
  'total_tokens!': whole,
  completion_tokens_details: closed({
    reasoning_tokens: whole,
    audio_tokens: whole,
    accepted_prediction_tokens: whole,
    rejected_prediction_tokens: whole,
  }),
  prompt_tokens_details: closed({ cached_tokens: whole, audio_tokens: whole }),
});
const toolCall = closed({ 'id!': text(), 'type!': oneOf('function'), 'function!': closed({ 'name!': text(), 'arguments!': text() }) });
const finish = oneOf('stop', 'length', 'tool_calls', 'content_filter');
const chatBase = {
  'id!': text({ min: 1 }),
  'created!': number(),
  'model!': text({ min: 1 }),
  system_fingerprint: text(),
  service_tier: anything,
};

export const chatReply: Shape = closed({
  ...chatBase,
  'object!': oneOf('chat.completion'),
  'choices!': list(
    closed({
      'index!': whole,
      'finish_reason!': finish,
      'logprobs!': nothing,
      'message!': closed({
        'role!': oneOf('assistant'),
        'content!': orNull(text()),
        'refusal!': orNull(text()),
        annotations: list(anything),
        tool_calls: list(toolCall, { min: 1 }),
      }),
    }),
    { min: 1 },
  ),
  'usage!': chatUsage,
});

export const chatChunk: Shape = closed({
  ...chatBase,
  'object!': oneOf('chat.completion.chunk'),
  'choices!': list(
    closed({
      'index!': whole,
      'delta!': closed({
        role: oneOf('assistant'),
        content: orNull(text()),
        refusal: orNull(text()),
        tool_calls: list(
          closed({ 'index!': whole, id: text(), type: oneOf('function'), function: closed({ name: text(), arguments: text() }) }),
        ),
      }),
      'finish_reason!': orNull(finish),
      logprobs: nothing,
    }),
  ),
  usage: orNull(chatUsage),
});

export const modelsReply: Shape = closed({
  'object!': oneOf('list'),
  'data!': list(closed({ 'id!': text(), 'object!': oneOf('model'), 'created!': number(), 'owned_by!': text() })),
});

export const errorReply: Shape = closed({
  'error!': closed({ 'code!': orNull(text()), 'message!': text(), 'param!': orNull(text()), 'type!': either(text(), nothing) }),
});
