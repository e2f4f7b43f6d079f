import { listOf, objectOf, type Reply, readCompletion, readResponse, textOf } from './read-reply.rules.ts';

/** A reader of the events of one stream. `length`: characters of the answer so far. `reply`: the whole, undefined while the stream has not come to its end. */
export type StreamReader = { take(event: unknown): void; length(): number; reply(): Reply | undefined };

/** Reads the events of the Responses API. The last event carries the whole response; the deltas count where a server leaves its output empty there. */
export function readResponseEvents(): StreamReader {
  let text = '';
  let refused = false;
  let last: Reply | undefined;
  return {
    take: (value) => {
      const event = objectOf(value);
      const type = textOf(event.type);
      if (type === 'response.output_text.delta') text += textOf(event.delta);
      if (type === 'response.refusal.delta') refused = true;
      if (type === 'error' || (type === '' && event.error !== undefined)) last = failedReply(event);
      if (['response.completed', 'response.incomplete', 'response.failed'].includes(type)) last = readResponse(event.response);
    },
    length: () => text.length,
    reply: () =>
      last === undefined ? undefined : { ...last, text: last.text === '' ? text : last.text, isRefusal: last.isRefusal || refused },
  };
}

/** Reads the chunks of a chat completion; it has ended when a chunk gave a reason for that. */
export function readCompletionChunks(): StreamReader {
  let text = '';
  let refusal = '';
  let ending = '';
  let failed: Reply | undefined;
  let isToolCall = false;
  let rest: Record<string, unknown> = {};
  return {
    take: (value) => {
      const chunk = objectOf(value);
      if (chunk.error !== undefined) failed = failedReply(chunk);
      const [choice] = listOf(chunk.choices);
      const delta = objectOf(choice?.delta);
      text += textOf(delta.content);
      refusal += textOf(delta.refusal);
      isToolCall ||= listOf(delta.tool_calls).length > 0;
      ending = textOf(choice?.finish_reason) || ending;
      rest = { model: chunk.model ?? rest.model, usage: chunk.usage ?? rest.usage };
    },
    length: () => text.length,
    reply: () => {
      if (failed !== undefined) return failed;
      if (ending === '') return undefined;
      const tools = isToolCall ? [{}] : [];
      return readCompletion({ ...rest, choices: [{ finish_reason: ending, message: { content: text, refusal, tool_calls: tools } }] });
    },
  };
}

function failedReply(event: Record<string, unknown>): Reply {
  const error = event.error === undefined ? event : objectOf(event.error);
  const code = textOf(error.code) || textOf(error.type);
  return { text: '', status: 'failed', ending: '', isRefusal: false, isToolCall: false, code, usage: null, modelServed: null };
}
