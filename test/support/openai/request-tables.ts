import { anything, byKey, closed, either, flag, list, mapOf, nothing, number, oneOf, orNull, type Shape, text } from './shape.ts';

/** The keys, types, enums and bounds of the two requests as OpenAI's published document (MIT) has them, written down anew. */
const effort = orNull(oneOf('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'));
const verbosity = orNull(oneOf('low', 'medium', 'high'));
const tier = orNull(oneOf('auto', 'default', 'flex', 'scale', 'priority', 'fast'));
const formatName = text({ min: 1, pattern: /^[a-zA-Z0-9_-]{1,64}$/ });
const metadata = orNull(mapOf(text({ max: 512 }), 16));
const shared: Record<string, Shape> = {
  metadata,
  top_logprobs: orNull(number({ min: 0, max: 20, whole: true })),
  temperature: orNull(number({ min: 0, max: 2 })),
  top_p: orNull(number({ min: 0, max: 1 })),
  user: text(),
  safety_identifier: orNull(text({ max: 64 })),
  prompt_cache_key: orNull(text()),
  prompt_cache_retention: orNull(oneOf('in_memory', '24h')),
  prompt_cache_options: anything,
  service_tier: tier,
  store: orNull(flag),
  stream: orNull(flag),
  moderation: anything,
  parallel_tool_calls: orNull(flag),
  tools: list(anything),
  tool_choice: anything,
};

const breakpoint = { prompt_cache_breakpoint: anything };
const inputText = closed({ 'type!': oneOf('input_text'), 'text!': text(), ...breakpoint });
const outputText = closed({ 'type!': oneOf('output_text'), 'text!': text(), annotations: list(anything), logprobs: list(anything) });
const inputMessage = closed({
  type: oneOf('message'),
  'role!': oneOf('user', 'assistant', 'system', 'developer'),
  'content!': either(text(), list(byKey('type', { input_text: inputText, output_text: outputText }), { min: 1 })),
  phase: anything,
  status: oneOf('in_progress', 'completed', 'incomplete'),
});

const plainFormat = closed({ 'type!': oneOf('text') });
const objectFormat = closed({ 'type!': oneOf('json_object') });
const responsesFormat = byKey('type', {
  text: plainFormat,
  json_object: objectFormat,
  json_schema: closed({
    'type!': oneOf('json_schema'),
    'name!': formatName,
    'schema!': mapOf(anything, 1_000),
    description: text(),
    strict: orNull(flag),
  }),
});

export const responsesRequest: Shape = closed({
  ...shared,
  'model!': text({ min: 1 }),
  'input!': either(text(), list(inputMessage, { min: 1 })),
  instructions: orNull(text()),
  previous_response_id: orNull(text()),
  conversation: either(text(), nothing, closed({ 'id!': text() })),
  context_management: orNull(list(anything, { min: 1 })),
  background: orNull(flag),
  include: orNull(
    list(
      oneOf(
        'file_search_call.results',
        'web_search_call.results',
        'web_search_call.action.sources',
        'message.input_image.image_url',
        'computer_call_output.output.image_url',
        'code_interpreter_call.outputs',
        'reasoning.encrypted_content',
        'message.output_text.logprobs',
      ),
    ),
  ),
  max_output_tokens: orNull(number({ min: 16, whole: true })),
  max_tool_calls: orNull(number({ whole: true })),
  reasoning: orNull(
    closed({
      effort,
      mode: anything,
      summary: orNull(oneOf('auto', 'concise', 'detailed')),
      context: orNull(oneOf('auto', 'current_turn', 'all_turns')),
      generate_summary: orNull(oneOf('auto', 'concise', 'detailed')),
    }),
  ),
  stream_options: orNull(closed({ include_obfuscation: flag })),
  text: closed({ format: responsesFormat, verbosity }),
  truncation: orNull(oneOf('auto', 'disabled')),
  prompt: anything,
});

const textPart = byKey('type', { text: closed({ 'type!': oneOf('text'), 'text!': text(), ...breakpoint }) });
const content = either(text(), list(textPart, { min: 1 }));
const spoken = (role: string) => closed({ 'role!': oneOf(role), 'content!': content, name: text() });
const chatMessage = byKey('role', {
  system: spoken('system'),
  developer: spoken('developer'),
  user: spoken('user'),
  assistant: closed({
    'role!': oneOf('assistant'),
    content: orNull(content),
    refusal: orNull(text()),
    name: text(),
    tool_calls: list(anything),
  }),
  tool: closed({ 'role!': oneOf('tool'), 'content!': content, 'tool_call_id!': text() }),
});

export const chatRequest: Shape = closed({
  ...shared,
  'model!': text({ min: 1 }),
  'messages!': list(chatMessage, { min: 1 }),
  modalities: orNull(list(oneOf('text', 'audio'))),
  verbosity,
  reasoning_effort: effort,
  max_completion_tokens: orNull(number({ min: 1, whole: true })),
  max_tokens: orNull(number({ min: 1, whole: true })),
  frequency_penalty: orNull(number({ min: -2, max: 2 })),
  presence_penalty: orNull(number({ min: -2, max: 2 })),
  response_format: byKey('type', {
    text: plainFormat,
    json_object: objectFormat,
    json_schema: closed({
      'type!': oneOf('json_schema'),
      'json_schema!': closed({ 'name!': formatName, schema: mapOf(anything, 1_000), description: text(), strict: orNull(flag) }),
    }),
  }),
  stop: either(nothing, text(), list(text(), { min: 1, max: 4 })),
  logit_bias: orNull(mapOf(number({ whole: true }), 300)),
  logprobs: orNull(flag),
  n: orNull(number({ min: 1, max: 128, whole: true })),
  prediction: anything,
  seed: orNull(number({ whole: true })),
  stream_options: orNull(closed({ include_usage: flag, include_obfuscation: flag })),
  function_call: anything,
  functions: list(anything, { min: 1, max: 128 }),
  web_search_options: anything,
  audio: anything,
});
