import type { Deliveries } from './deliveries.ts';
import type { Delivered } from './fake-slack.types.ts';
import { idOf, type Json, newTs } from './json.ts';
import { type Channel, type MessageRecord, personById, recordOf, type SlackState, workspaceOf } from './slack-state.ts';

/** Says what kind of conversation it is, in the words of events. */
export function channelType(channel: Channel): string {
  if (channel.im !== null) return 'im';
  return channel.isPrivate ? 'group' : 'channel';
}

/** The message as events, histories and presses carry it. */
export function messageBody(state: SlackState, record: MessageRecord): Json {
  const { message, channel } = record;
  const body: Json = {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: channel.workspace.teamId,
    ...threadOf(record),
  };
  if (record.byApp) {
    const { botId, teamId } = channel.workspace;
    body.bot_id = botId;
    body.app_id = state.settings.appId;
    body.bot_profile = { id: botId, app_id: state.settings.appId, name: 'Deskhand', team_id: teamId, deleted: false };
  } else {
    body.client_msg_id = `00000000-0000-4000-8000-${message.ts.replace('.', '').slice(-12)}`;
    Object.assign(body, origin(state, record));
  }
  if (message.blocks !== undefined) body.blocks = message.blocks;
  else if (!record.byApp && message.text !== '') body.blocks = [richTextOf(message)];
  if (message.files !== undefined && message.files.length > 0) Object.assign(body, { files: message.files, upload: false });
  if (message.edited !== undefined) body.edited = { user: message.user, ts: message.edited.ts };
  if (message.metadata !== undefined) body.metadata = message.metadata;
  if (message.reactions.length > 0) body.reactions = message.reactions.map((each) => ({ ...each, count: each.users.length }));
  return body;
}

// What people of other companies and shared channels add: https://docs.slack.dev/apis/slack-connect
function origin(state: SlackState, { message, channel }: MessageRecord): Json {
  const team = message.user === undefined ? undefined : personById(state, message.user)?.team;
  if (team === undefined || (!channel.isShared && team === channel.workspace.teamId)) return {};
  const name = workspaceOf(state, team).name;
  return { team, user_team: team, source_team: team, user_profile: { name: message.user, team, real_name: message.user, team_name: name } };
}

function threadOf({ message, channel }: MessageRecord): Json {
  if (message.thread_ts === undefined) return {};
  const parent = recordOf(channel, message.thread_ts);
  const isReply = message.thread_ts !== message.ts;
  return { thread_ts: message.thread_ts, ...(isReply ? { parent_user_id: parent?.message.user } : {}) };
}

function richTextOf(message: { text: string; ts: string }): Json {
  const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text: message.text }] }];
  return { type: 'rich_text', block_id: `b${message.ts.slice(-6)}`, elements };
}

/** Tells the app of a new message: as `message` when it is in the conversation, and as `app_mention` when a person names it in a channel. */
export async function emitMessage(state: SlackState, deliveries: Deliveries, record: MessageRecord): Promise<(Delivered | null)[]> {
  const { channel, message } = record;
  if (!channel.hasBot) return [];
  const more = { channel };
  const body = messageBody(state, record);
  const event: Json = { ...body, channel: channel.id, channel_type: channelType(channel), event_ts: message.ts };
  if (message.files !== undefined && message.files.length > 0) event.subtype = 'file_share';
  if (record.broadcast) event.subtype = 'thread_broadcast';
  const sent = [deliveries.emit(channel.workspace, event, more)];
  const named = message.text.includes(`<@${channel.workspace.botUserId}>`) || message.text.includes(`<@${channel.workspace.botUserId}|`);
  if (named && !record.byApp && channel.im === null) {
    sent.push(deliveries.emit(channel.workspace, { ...body, type: 'app_mention', channel: channel.id, event_ts: message.ts }, more));
  }
  return Promise.all(sent);
}

/** Tells the app that a message became another. */
export async function emitChanged(state: SlackState, deliveries: Deliveries, record: MessageRecord, previous: Json): Promise<void> {
  const { channel } = record;
  if (!channel.hasBot) return;
  const ts = newTs();
  const event = {
    type: 'message',
    subtype: 'message_changed',
    channel: channel.id,
    hidden: true,
    ts,
    event_ts: ts,
    channel_type: channelType(channel),
    message: { ...messageBody(state, record), source_team: channel.workspace.teamId },
    previous_message: previous,
  };
  await deliveries.emit(channel.workspace, event, { channel });
}

/** Tells the app that a message is gone. */
export async function emitDeleted(deliveries: Deliveries, record: MessageRecord, previous: Json): Promise<void> {
  const { channel, message } = record;
  if (!channel.hasBot) return;
  const ts = newTs();
  const event = {
    type: 'message',
    subtype: 'message_deleted',
    channel: channel.id,
    hidden: true,
    ts,
    event_ts: ts,
    deleted_ts: message.ts,
    channel_type: channelType(channel),
    previous_message: previous,
  };
  await deliveries.emit(channel.workspace, event, { channel });
}

/** Gives blocks and elements the ids that Slack makes up where the app gave none. */
export function withIds(blocks: Json[]): Json[] {
  return blocks.map((block) => {
    const filled: Json = { ...structuredClone(block), block_id: block.block_id ?? idOf('').slice(0, 5) };
    for (const key of ['elements', 'actions', 'child_blocks']) {
      const list = filled[key];
      if (!Array.isArray(list)) continue;
      if (key === 'child_blocks') filled[key] = withIds(list as Json[]);
      else if (block.type === 'actions' || block.type === 'context_actions' || block.type === 'card') filled[key] = list.map(withActionId);
    }
    if (block.type === 'section' && filled.accessory !== undefined) filled.accessory = withActionId(filled.accessory as Json);
    if (block.type === 'input') filled.element = withActionId(filled.element as Json);
    return filled;
  });
}

function withActionId(element: Json): Json {
  return element.type === 'image' ? element : { ...element, action_id: element.action_id ?? idOf('').slice(0, 5) };
}
