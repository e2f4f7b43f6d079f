import { checkMessage, keepPost } from './chat-methods.ts';
import { pingProblems } from './hidden-pings.ts';
import { type Json, listOf, textOf } from './json.ts';
import { emitChanged, messageBody, withIds } from './message-events.ts';
import type { MessageRecord } from './slack-state.ts';
import { blockProblems, mostMarkdown, under } from './validate-blocks.ts';
import { channelOf, type Method, messageOf, need, postChannelOf, Refused, refuse, type WebCall } from './web-call.ts';

const statuses = ['pending', 'in_progress', 'complete', 'error'];

function chunkProblems(chunk: Json, at: string): string[] {
  if (chunk.type === 'markdown_text') {
    const text = textOf(chunk.text);
    if (text === null) return [`${at}/text: must not be empty`];
    return text.length > mostMarkdown ? [`${at}/text: over ${mostMarkdown} characters`] : [];
  }
  if (chunk.type === 'blocks') return under(`${at}/blocks`, blockProblems(chunk.blocks, 'message'));
  if (chunk.type === 'plan_update') return textOf(chunk.title) === null ? [`${at}/title: must not be empty`] : [];
  if (chunk.type !== 'task_update') return [`${at}/type: there is no chunk ${String(chunk.type)}`];
  const named = textOf(chunk.id) !== null && textOf(chunk.title) !== null && statuses.includes(String(chunk.status));
  return named ? [] : [`${at}: a task needs id, title and status`];
}

/** Appends what the call carries; the text of a stream and of each part is Markdown of at most 12,000 characters. */
function append(call: WebCall, record: MessageRecord | null): string {
  const { args } = call;
  const markdown = textOf(args.markdown_text);
  if (markdown !== null && args.chunks !== undefined) throw new Refused('invalid_arguments');
  const chunks = markdown === null ? listOf(args.chunks) : [{ type: 'markdown_text', text: markdown }];
  const problems = chunks.flatMap((chunk, index) => chunkProblems(chunk, `/chunks/${index}`));
  const added = chunks.map((chunk) => (chunk.type === 'markdown_text' ? String(chunk.text) : '')).join('');
  const whole = (record?.message.text ?? '') + added;
  if (whole.length > mostMarkdown) problems.push(`/: the stream has ${whole.length} characters, over ${mostMarkdown}`);
  refuse(call, [...problems, ...pingProblems({ chunks, text: '' })], 'msg_too_long');
  if (record !== null) {
    const blocks = chunks.flatMap((chunk) => (chunk.type === 'blocks' ? listOf(chunk.blocks) : []));
    record.message.text = whole;
    if (blocks.length > 0) record.message.blocks = [...(record.message.blocks ?? []), ...withIds(blocks)];
  }
  return whole;
}

const start: Method = (call) => {
  const channel = postChannelOf(call);
  need(call, 'thread_ts');
  if (channel.im === null && (textOf(call.args.recipient_user_id) === null || textOf(call.args.recipient_team_id) === null)) {
    throw new Refused(textOf(call.args.recipient_user_id) === null ? 'missing_recipient_user_id' : 'missing_recipient_team_id');
  }
  const text = append(call, null);
  const record = keepPost({ ...call, args: { thread_ts: call.args.thread_ts } }, channel, { text });
  record.streaming = true;
  return { channel: channel.id, ts: record.message.ts };
};

function streamOf(call: WebCall): MessageRecord {
  const record = messageOf(channelOf(call), need(call, 'ts'));
  if (!record.byApp) throw new Refused('message_not_owned_by_app');
  if (!record.streaming) throw new Refused('message_not_in_streaming_state');
  return record;
}

const appendStream: Method = (call) => {
  const record = streamOf(call);
  if (textOf(call.args.markdown_text) === null && listOf(call.args.chunks).length === 0) throw new Refused('no_text');
  append(call, record);
  return { channel: record.message.channel, ts: record.message.ts };
};

const stop: Method = (call) => {
  const record = streamOf(call);
  const { args, state, deliveries } = call;
  if (args.blocks !== undefined) checkMessage(call, { text: 'the stream', blocks: args.blocks });
  const previous = messageBody(state, record);
  append(call, record);
  if (args.blocks !== undefined) record.message.blocks = [...(record.message.blocks ?? []), ...withIds(listOf(args.blocks))];
  if (args.metadata !== undefined) record.message.metadata = args.metadata as NonNullable<MessageRecord['message']['metadata']>;
  record.streaming = false;
  deliveries.track(emitChanged(state, deliveries, record, previous));
  return { channel: record.message.channel, ts: record.message.ts, message: messageBody(state, record) };
};

/** https://docs.slack.dev/reference/methods/chat.startStream */
export const streamMethods: Record<string, Method> = {
  'chat.startStream': start,
  'chat.appendStream': appendStream,
  'chat.stopStream': stop,
};
