import type { Deliveries } from './deliveries.ts';
import type { Delivered, FakeFile, FakeMessage, FakePerson, FakeWorkspace } from './fake-slack.types.ts';
import { fileBody } from './file-methods.ts';
import { homeOf, installedIn, interactionBase, newResponse, newTrigger } from './interaction-base.ts';
import { idOf, isObject, type Json, listOf, newTs, parsed, textOf } from './json.ts';
import { channelType, emitChanged, emitDeleted, emitMessage, messageBody } from './message-events.ts';
import { commandChannel } from './presses.ts';
import {
  type Channel,
  channelById,
  dmOf,
  type MessageRecord,
  recordOfMessage,
  type SlackState,
  type StoredFile,
  workspaceOf,
} from './slack-state.ts';
import { messageProblems } from './validate-blocks.ts';
import { viewBody } from './view-methods.ts';

/** The double as its people see it. */
export type Desk = { state: SlackState; deliveries: Deliveries };

export function channelNamed(state: SlackState, id: string): Channel {
  const channel = channelById(state, id);
  if (channel === null) throw new Error(`the double has no channel ${id}`);
  return channel;
}

function storeFile(state: SlackState, channel: Channel, person: FakePerson, file: FakeFile): Json {
  const stored: StoredFile = {
    ...file,
    workspace: channel.workspace,
    by: person.id,
    uploaded: true,
    complete: true,
    size: file.content.length,
    title: file.name,
  };
  state.files.set(file.id, stored);
  const body = fileBody(state, stored);
  file.url_private = String(body.url_private);
  return body;
}

/** Keeps what a person wrote, without telling anybody. */
export function keepWords(
  state: SlackState,
  person: FakePerson,
  channel: Channel,
  text: string,
  more: { threadTs?: string; ts?: string; files?: FakeFile[] },
): MessageRecord {
  const { teamId, enterpriseId } = channel.workspace;
  const sameOrg = enterpriseId !== null && workspaceOf(state, person.team).enterpriseId === enterpriseId;
  const stranger = person.team !== teamId && !sameOrg;
  if (stranger && !channel.isShared) throw new Error(`${person.name} is of another company, and ${channel.name} is not shared`);
  channel.members.add(person.id);
  const files = (more.files ?? []).map((file) => storeFile(state, channel, person, file));
  const message: FakeMessage = {
    channel: channel.id,
    ts: more.ts ?? newTs(),
    ...(more.threadTs === undefined ? {} : { thread_ts: more.threadTs }),
    user: person.id,
    text,
    ...(files.length === 0 ? {} : { files }),
    reactions: [],
  };
  const record: MessageRecord = {
    message,
    channel,
    byApp: false,
    deleted: false,
    streaming: false,
    broadcast: false,
    unfurls: null,
    chosen: {},
  };
  channel.records.push(record);
  return record;
}

export async function sayIn(
  { state, deliveries }: Desk,
  person: FakePerson,
  channelId: string,
  text: string,
  more: { threadTs?: string; files?: FakeFile[] } = {},
): Promise<FakeMessage> {
  const record = keepWords(state, person, channelNamed(state, channelId), text, more);
  await emitMessage(state, deliveries, record);
  return record.message;
}

export async function editWords({ state, deliveries }: Desk, message: FakeMessage, text: string): Promise<void> {
  const record = recordOfMessage(state, message);
  const previous = messageBody(state, record);
  record.message.text = text;
  record.message.edited = { ts: newTs() };
  await emitChanged(state, deliveries, record, previous);
}

/** A message with replies leaves a tombstone, and Slack tells of a change; any other is just gone. */
export async function removeWords({ state, deliveries }: Desk, message: FakeMessage): Promise<void> {
  const record = recordOfMessage(state, message);
  const previous = messageBody(state, record);
  const { channel } = record;
  record.deleted = true;
  const hasReplies = channel.records.some((each) => each !== record && !each.deleted && each.message.thread_ts === message.ts);
  if (!hasReplies) return emitDeleted(deliveries, record, previous);
  const ts = newTs();
  const tombstone = {
    type: 'message',
    subtype: 'tombstone',
    user: 'USLACKBOT',
    hidden: true,
    text: 'This message was deleted.',
    ts: message.ts,
    thread_ts: message.ts,
  };
  const event = {
    type: 'message',
    subtype: 'message_changed',
    channel: channel.id,
    hidden: true,
    ts,
    event_ts: ts,
    channel_type: channelType(channel),
    message: tombstone,
    previous_message: previous,
  };
  if (channel.hasBot) await deliveries.emit(channel.workspace, event, { channel });
}

export async function shareLinkIn(desk: Desk, person: FakePerson, channelId: string, url: string): Promise<FakeMessage> {
  const { deliveries, state } = desk;
  const message = await sayIn(desk, person, channelId, `<${url}>`);
  const channel = channelNamed(state, channelId);
  const event = {
    type: 'link_shared',
    channel: channel.id,
    is_bot_user_member: channel.hasBot,
    user: person.id,
    message_ts: message.ts,
    unfurl_id: `${channel.id}.${message.ts}.${idOf('u')}`,
    source: 'conversations_history',
    links: [{ domain: new URL(url).hostname, url }],
    event_ts: newTs(),
  };
  await deliveries.emit(channel.workspace, event, { channel });
  return message;
}

export async function openHomeOf({ state, deliveries }: Desk, person: FakePerson, tab: 'home' | 'messages'): Promise<void> {
  const workspace = homeOf(state, person);
  const home = state.homes.get(person.id);
  const view = tab === 'home' && home !== undefined ? { view: viewBody(state, home) } : {};
  const event = { type: 'app_home_opened', user: person.id, channel: dmOf(workspace, person).id, tab, ...view, event_ts: newTs() };
  await deliveries.emit(workspace, event);
}

export async function stopAnswerIn({ state, deliveries }: Desk, person: FakePerson, message: FakeMessage): Promise<void> {
  const record = recordOfMessage(state, message);
  const streaming = record.streaming ? [message.ts] : [];
  const event = {
    type: 'agent_session_stopped',
    channel: message.channel,
    user: person.id,
    thread_ts: message.thread_ts ?? message.ts,
    streaming_message_ts: streaming,
    event_ts: newTs(),
  };
  await deliveries.emit(record.channel.workspace, event);
}

/** A slash command; what the app answers in its acknowledgement becomes a message. */
export async function commandIn(
  { state, deliveries }: Desk,
  person: FakePerson,
  channelId: string,
  command: string,
  text: string,
): Promise<Delivered> {
  const channel = channelNamed(state, channelId);
  const { workspace } = channel;
  installedIn(state, workspace);
  const {
    user,
    enterprise,
    is_enterprise_install: org,
  } = interactionBase(state, person, workspace) as { user: Json; enterprise: Json | null; is_enterprise_install: boolean };
  const answer = await deliveries.command({
    token: 'verification-token-of-the-double',
    team_id: workspace.teamId,
    team_domain: workspace.name,
    ...(enterprise === null ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    channel_id: channel.id,
    channel_name: commandChannel(state, channelId).name,
    user_id: person.id,
    user_name: user.username,
    command,
    text,
    api_app_id: state.settings.appId,
    is_enterprise_install: String(org),
    response_url: newResponse(state, person, channel, null),
    trigger_id: newTrigger(state, person, workspace, null),
  });
  if (answer.status === 200 && answer.body !== '') answerOfCommand(state, person, channel, answer.body);
  return answer;
}

function answerOfCommand(state: SlackState, person: FakePerson, channel: Channel, body: string): void {
  const read = parsed(body);
  const args = isObject(read) ? read : { text: body };
  const problems = messageProblems(args);
  if (problems.length > 0) {
    state.refusals.push({ method: 'command', problems });
    return;
  }
  const blocks = listOf(args.blocks);
  const message: FakeMessage = {
    channel: channel.id,
    ts: newTs(),
    user: channel.workspace.botUserId,
    bot_id: channel.workspace.botId,
    text: textOf(args.text) ?? '',
    ...(blocks.length === 0 ? {} : { blocks }),
    reactions: [],
    ...(args.response_type === 'in_channel' ? {} : { ephemeralTo: person.id }),
  };
  channel.records.push({ message, channel, byApp: true, deleted: false, streaming: false, broadcast: false, unfurls: null, chosen: {} });
}

/** The app goes from a workspace, or its tokens do: both stop to work first, then the app is told. */
export async function endInstall({ state, deliveries }: Desk, workspace: FakeWorkspace, how: 'uninstalled' | 'revoked'): Promise<void> {
  const place = workspaceOf(state, workspace.teamId);
  const install = state.installs.find(
    (each) => each.live && (each.teamId === place.teamId || (each.orgWide && each.enterpriseId === place.enterpriseId)),
  );
  if (install === undefined) throw new Error(`the app is not installed in ${place.name}`);
  const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: [place.botUserId] }, event_ts: newTs() };
  const events = [deliveries.envelope(place, revoked, {})];
  if (how === 'uninstalled') events.push(deliveries.envelope(place, { type: 'app_uninstalled', event_ts: newTs() }, {}));
  if (how === 'uninstalled') install.live = false;
  for (const token of state.tokens.values()) if (token.install === install) token.revoked = true;
  for (const [refresh, owner] of state.refreshTokens) if (owner === install) state.refreshTokens.delete(refresh);
  if (deliveries.connected()) await Promise.all(events.map((envelope) => deliveries.event(envelope)));
}

export async function moveBot({ state, deliveries }: Desk, channelId: string, isIn: boolean): Promise<void> {
  const channel = channelNamed(state, channelId);
  const { workspace } = channel;
  channel.hasBot = isIn;
  if (isIn) channel.members.add(workspace.botUserId);
  else channel.members.delete(workspace.botUserId);
  const kind = channel.isPrivate ? 'G' : 'C';
  const joined = {
    type: 'member_joined_channel',
    user: workspace.botUserId,
    channel: channel.id,
    channel_type: kind,
    team: workspace.teamId,
    event_ts: newTs(),
  };
  const left = { type: channel.isPrivate ? 'group_left' : 'channel_left', channel: channel.id, actor_id: 'USLACKBOT', event_ts: newTs() };
  await deliveries.emit(workspace, isIn ? joined : left, { channel });
}
