import { flagOf, isObject, type Json, listOf, newTs, textOf } from './json.ts';
import { emitChanged, emitDeleted, emitMessage, messageBody, withIds } from './message-events.ts';
import type { Channel, MessageRecord } from './slack-state.ts';
import { personById } from './slack-state.ts';
import { messageProblems, unfurlProblems } from './validate-blocks.ts';
import { channelOf, checkThread, type Method, messageOf, need, postChannelOf, Refused, refuse, type WebCall } from './web-call.ts';

/** Refuses a message that breaks a limit, with the error that Slack has for it. */
export function checkMessage(call: WebCall, args: Json = call.args): void {
  const problems = messageProblems(args);
  const overall = problems.some((problem) => problem.includes('msg_blocks_too_long'));
  const long = problems.some((problem) => problem.startsWith('/text:') && problem.includes('Slack cuts'));
  const manyBlocks = problems.some((problem) => /^\/blocks: \d+ blocks/.test(problem));
  refuse(call, problems, overall ? 'msg_blocks_too_long' : long ? 'msg_too_long' : manyBlocks ? 'invalid_blocks_format' : 'invalid_blocks');
  const says = textOf(args.text) ?? textOf(args.markdown_text);
  if (says === null && listOf(args.blocks).length === 0 && listOf(args.attachments).length === 0) throw new Refused('no_text');
}

function metadataOf(call: WebCall): { event_type: string; event_payload: Json } | undefined {
  const { metadata } = call.args;
  if (metadata === undefined) return undefined;
  const valid = isObject(metadata) && textOf(metadata.event_type) !== null && isObject(metadata.event_payload);
  if (!valid) refuse(call, ['/metadata: needs event_type and event_payload'], 'invalid_metadata_format');
  const { event_type: type, event_payload: payload } = metadata as Json;
  return { event_type: String(type), event_payload: payload as Json };
}

/** Keeps a message of the app and echoes it as an event, as Slack does. */
export function keepPost(
  call: WebCall,
  channel: Channel,
  more: Partial<MessageRecord['message']> & { broadcast?: boolean },
): MessageRecord {
  const { args, state, deliveries } = call;
  const { broadcast = false, ...fields } = more;
  const threadTs = textOf(args.thread_ts);
  if (threadTs !== null) checkThread(call, channel, threadTs);
  const blocks = Array.isArray(args.blocks) ? withIds(listOf(args.blocks)) : undefined;
  const record: MessageRecord = {
    message: {
      channel: channel.id,
      ts: newTs(),
      ...(threadTs === null ? {} : { thread_ts: threadTs }),
      user: channel.workspace.botUserId,
      bot_id: channel.workspace.botId,
      text: textOf(args.text) ?? textOf(args.markdown_text) ?? '',
      ...(blocks === undefined ? {} : { blocks }),
      reactions: [],
      ...fields,
    },
    channel,
    byApp: true,
    deleted: false,
    streaming: false,
    broadcast,
    unfurls: null,
    chosen: {},
  };
  channel.records.push(record);
  if (record.message.ephemeralTo === undefined) deliveries.track(emitMessage(state, deliveries, record));
  return record;
}

const postMessage: Method = (call) => {
  const channel = postChannelOf(call);
  checkMessage(call);
  const metadata = metadataOf(call);
  const broadcast = flagOf(call.args.reply_broadcast) && textOf(call.args.thread_ts) !== null;
  const record = keepPost(call, channel, { broadcast, ...(metadata === undefined ? {} : { metadata }) });
  return { channel: channel.id, ts: record.message.ts, message: messageBody(call.state, record) };
};

const postEphemeral: Method = (call) => {
  const channel = postChannelOf(call);
  const user = need(call, 'user');
  if (personById(call.state, user) === null) throw new Refused('user_not_found');
  if (!channel.members.has(user)) throw new Refused('user_not_in_channel');
  checkMessage(call);
  return { message_ts: keepPost(call, channel, { ephemeralTo: user }).message.ts };
};

const update: Method = (call) => {
  const { args, state, deliveries } = call;
  const channel = channelOf(call);
  const record = messageOf(channel, need(call, 'ts'));
  if (!record.byApp) throw new Refused('cant_update_message');
  if (record.streaming) throw new Refused('streaming_state_conflict');
  checkMessage(call);
  const metadata = metadataOf(call);
  const previous = messageBody(state, record);
  applyUpdate(record, args);
  if (metadata !== undefined) record.message.metadata = metadata;
  deliveries.track(emitChanged(state, deliveries, record, previous));
  return { channel: channel.id, ts: record.message.ts, text: record.message.text, message: messageBody(state, record) };
};

/** Changes what a message says. Blocks that are not sent stay: https://docs.slack.dev/reference/methods/chat.update */
export function applyUpdate(record: MessageRecord, args: Json): void {
  const { message } = record;
  if (args.text !== undefined || args.markdown_text !== undefined) message.text = textOf(args.text) ?? textOf(args.markdown_text) ?? '';
  if (Array.isArray(args.blocks)) {
    const blocks = withIds(listOf(args.blocks));
    if (blocks.length > 0) message.blocks = blocks;
    else delete message.blocks;
    record.chosen = {};
  }
  message.edited = { ts: newTs() };
}

const remove: Method = (call) => {
  const channel = channelOf(call);
  const record = messageOf(channel, need(call, 'ts'));
  if (!record.byApp) throw new Refused('cant_delete_message');
  const previous = messageBody(call.state, record);
  record.deleted = true;
  call.deliveries.track(emitDeleted(call.deliveries, record, previous));
  return { channel: channel.id, ts: record.message.ts };
};

const getPermalink: Method = (call) => {
  const channel = channelOf(call);
  const { message } = messageOf(channel, need(call, 'message_ts'));
  const thread =
    message.thread_ts === undefined || message.thread_ts === message.ts ? '' : `?thread_ts=${message.thread_ts}&cid=${channel.id}`;
  const place = `${channel.id}/p${message.ts.replace('.', '')}${thread}`;
  return { channel: channel.id, permalink: `https://${channel.workspace.name}.slack.com/archives/${place}` };
};

const unfurl: Method = (call) => {
  const { args } = call;
  if (args.unfurls === undefined && args.metadata === undefined) throw new Refused('missing_unfurls');
  const record = messageOf(channelOf(call), need(call, 'ts'));
  refuse(call, unfurlProblems(args.unfurls), 'cannot_parse_unfurl_blocks');
  const urls = Object.keys(args.unfurls as Json);
  const strange = urls.filter((url) => !record.message.text.includes(url) && !record.message.text.includes(url.replaceAll('&', '&amp;')));
  refuse(
    call,
    strange.map((url) => `/unfurls: the message has no link ${url}`),
    'cannot_unfurl_url',
  );
  record.unfurls = { ...record.unfurls, ...(args.unfurls as Json) };
  return {};
};

/** https://docs.slack.dev/reference/methods?family=chat */
export const chatMethods: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
  'chat.unfurl': unfurl,
};
