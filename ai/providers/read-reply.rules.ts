import type { CallFacts } from './call-ends.rules.ts';
import type { TokenUsage } from './model-client.types.ts';
import { parseAnswer } from './parse-answer.rules.ts';

/** What a server said, in either style. `code`: its own code of an error that came with status 200. */
export type Reply = {
  text: string;
  status: string;
  ending: string;
  isRefusal: boolean;
  isToolCall: boolean;
  code: string;
  usage: TokenUsage | null;
  modelServed: string | null;
};

type Json = Record<string, unknown>;
const mostTokens = 1_000_000_000;
const mostName = 200;

/** A JSON object, or an empty one for everything else: what a server sends is never taken to have the form it should have. */
export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A response object of the Responses API; undefined when it is none. Reasoning and tool items are passed over. */
export function readResponse(value: unknown): Reply | undefined {
  const body = objectOf(value);
  const code = textOf(objectOf(body.error).code);
  if (!Array.isArray(body.output) && code === '' && body.status !== 'failed') return undefined;
  const items = listOf(body.output);
  const parts = items.filter((item) => item.type === 'message').flatMap((item) => listOf(item.content));
  return {
    text: parts.map((part) => (part.type === 'output_text' ? textOf(part.text) : '')).join(''),
    status: textOf(body.status),
    ending: textOf(objectOf(body.incomplete_details).reason),
    isRefusal: parts.some((part) => part.type === 'refusal'),
    isToolCall: items.some((item) => textOf(item.type).endsWith('_call')),
    code,
    usage: usageOf(body.usage),
    modelServed: nameOf(body.model),
  };
}

/** A chat completion; undefined when it is none. */
export function readCompletion(value: unknown): Reply | undefined {
  const body = objectOf(value);
  const code = textOf(objectOf(body.error).code);
  const [choice] = listOf(body.choices);
  if (choice === undefined && code === '') return undefined;
  const message = objectOf(choice?.message);
  return {
    text: textOf(message.content),
    status: choice === undefined ? 'failed' : '',
    ending: textOf(choice?.finish_reason),
    isRefusal: textOf(message.refusal) !== '',
    isToolCall: listOf(message.tool_calls).length > 0 || message.function_call != null,
    code,
    usage: usageOf(body.usage),
    modelServed: nameOf(body.model),
  };
}

/** The reply as facts of the table, and the answer parsed. */
export function factsOf(reply: Reply): { facts: Pick<CallFacts, 'status' | 'ending' | 'said' | 'code'>; json: unknown } {
  const json = parseAnswer(reply.text);
  return { facts: { status: reply.status, ending: reply.ending, said: saidBy(reply, json), code: reply.code }, json };
}

function saidBy(reply: Reply, json: unknown): CallFacts['said'] {
  if (reply.isRefusal) return 'refusal';
  if (reply.text.trim() === '') return reply.isToolCall ? 'tool' : 'nothing';
  return json === undefined ? 'text' : 'json';
}

/** Tokens by kind, whatever the style calls them; null when the server counted none. Figures no call can have are not believed. */
export function usageOf(value: unknown): TokenUsage | null {
  const usage = objectOf(value);
  const input = countOf(usage.input_tokens ?? usage.prompt_tokens);
  const output = countOf(usage.output_tokens ?? usage.completion_tokens);
  if (input === null || output === null) return null;
  const cached = countOf(objectOf(usage.input_tokens_details ?? usage.prompt_tokens_details).cached_tokens) ?? 0;
  const reasoning = countOf(objectOf(usage.output_tokens_details ?? usage.completion_tokens_details).reasoning_tokens) ?? 0;
  return { input, cached: Math.min(cached, input), output, reasoning: Math.min(reasoning, output) };
}

function countOf(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= mostTokens ? (value as number) : null;
}

/** A name or id that came from a server: printable and short, or null. */
export function nameOf(value: unknown): string | null {
  const name = textOf(value)
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, mostName);
  return name === '' ? null : name;
}
