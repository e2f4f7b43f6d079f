import { flagOf, type Json, listOf, textOf } from './json.ts';
import { channelType, messageBody } from './message-events.ts';
import { emitReaction } from './reaction-events.ts';
import { type Channel, type MessageRecord, personById, recordOf, serves } from './slack-state.ts';
import { channelOf, dmWith, type Method, messageOf, need, Refused, type WebCall } from './web-call.ts';

const open: Method = (call) => {
  const users = need(call, 'users').split(',');
  if (users.length !== 1 || users[0] === undefined) throw new Refused('not_supported_by_the_double');
  return { no_op: false, already_open: false, channel: { id: dmWith(call, users[0]).id } };
};

function channelBody(channel: Channel): Json {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.im === null && !channel.isPrivate,
    is_group: channel.im === null && channel.isPrivate,
    is_im: channel.im !== null,
    is_private: channel.isPrivate,
    is_member: channel.hasBot,
    is_shared: channel.isShared,
    is_ext_shared: channel.isShared,
    is_org_shared: false,
    is_archived: false,
    is_general: false,
    num_members: channel.members.size,
    context_team_id: channel.workspace.teamId,
    ...(channel.im === null ? {} : { user: channel.im }),
  };
}

const info: Method = (call) => ({ channel: channelBody(channelOf(call)) });

const list: Method = (call) => {
  const channels = [...call.state.workspaces.values()]
    .filter((workspace) => serves(call.install, workspace))
    .flatMap((workspace) => [...workspace.channels.values()])
    .filter((channel) => channel.im === null && (channel.hasBot || !channel.isPrivate));
  return { channels: channels.map(channelBody), response_metadata: { next_cursor: '' } };
};

function page(call: WebCall, records: MessageRecord[]): Json {
  const limit = Math.min(Number(call.args.limit ?? 100), 999);
  const from = Number(textOf(call.args.cursor) ?? 0);
  const withMetadata = flagOf(call.args.include_all_metadata);
  const messages = records.slice(from, from + limit).map((record) => {
    const { metadata, ...body } = messageBody(call.state, record);
    return withMetadata && metadata !== undefined ? { ...body, metadata } : body;
  });
  const more = from + limit < records.length;
  return { messages, has_more: more, response_metadata: { next_cursor: more ? String(from + limit) : '' } };
}

function visible(call: WebCall, channel: Channel): MessageRecord[] {
  if (!channel.hasBot) throw new Refused('not_in_channel');
  const oldest = textOf(call.args.oldest) ?? '0';
  const latest = textOf(call.args.latest) ?? '9999999999.999999';
  const inclusive = flagOf(call.args.inclusive);
  return channel.records.filter(({ message, deleted }) => {
    if (deleted || message.ephemeralTo !== undefined) return false;
    const { ts } = message;
    return (ts > oldest && ts < latest) || (inclusive && (ts === oldest || ts === latest));
  });
}

const replies: Method = (call) => {
  const channel = channelOf(call);
  const ts = need(call, 'ts');
  const asked = recordOf(channel, ts);
  if (asked === null) throw new Refused('thread_not_found');
  const root = asked.message.thread_ts ?? ts;
  const found = visible(call, channel).filter(({ message }) => message.ts === root || message.thread_ts === root);
  const isParent = channel.records.some(({ message }) => message.thread_ts === root && message.ts !== root);
  const answer = page(call, found);
  for (const message of listOf(answer.messages)) if (message.ts === root && isParent) message.thread_ts = root;
  return answer;
};

const history: Method = (call) => {
  const channel = channelOf(call);
  const top = visible(call, channel).filter((record) => {
    const { thread_ts: root, ts } = record.message;
    return root === undefined || root === ts || record.broadcast;
  });
  return page(call, top.reverse());
};

const members: Method = (call) => ({ members: [...channelOf(call).members], response_metadata: { next_cursor: '' } });

const join: Method = (call) => {
  const channel = channelOf(call);
  if (channelType(channel) !== 'channel') throw new Refused('method_not_supported_for_channel_type');
  channel.hasBot = true;
  channel.members.add(channel.workspace.botUserId);
  return { channel: channelBody(channel) };
};

function userBody(call: WebCall, id: string): Json {
  const person = personById(call.state, id);
  if (person === null) {
    const bot = [...call.state.workspaces.values()].find((each) => each.botUserId === id);
    if (bot === undefined) throw new Refused('user_not_found');
    return {
      id,
      team_id: bot.teamId,
      name: 'deskhand',
      real_name: 'Deskhand',
      deleted: false,
      is_bot: true,
      profile: { bot_id: bot.botId },
    };
  }
  const home = call.state.workspaces.get(person.team);
  const stranger = home === undefined || !serves(call.install, home);
  const email = person.email === undefined || stranger ? {} : { email: person.email };
  return {
    id,
    team_id: person.team,
    name: person.name.toLowerCase().replace(/[^a-z0-9._-]/g, '.'),
    real_name: person.name,
    deleted: person.deleted ?? false,
    tz: person.tz ?? 'America/Los_Angeles',
    tz_offset: 0,
    is_bot: person.is_bot ?? false,
    is_restricted: person.is_restricted ?? false,
    is_ultra_restricted: person.is_ultra_restricted ?? false,
    ...(stranger ? { is_stranger: true } : {}),
    profile: { real_name: person.name, display_name: person.name, team: person.team, ...email },
  };
}

const userInfo: Method = (call) => ({ user: userBody(call, need(call, 'user')) });

const userList: Method = (call) => {
  const served = [...call.state.workspaces.values()].filter((workspace) => serves(call.install, workspace));
  const found = served.flatMap((workspace) => [...workspace.people.keys()]);
  return { members: found.map((id) => userBody(call, id)), response_metadata: { next_cursor: '' } };
};

const addReaction: Method = (call) => {
  const { message, channel } = messageOf(channelOf(call), need(call, 'timestamp'));
  const name = need(call, 'name');
  if (!channel.hasBot) throw new Refused('not_in_channel');
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new Refused('invalid_name');
  const me = channel.workspace.botUserId;
  const there = message.reactions.find((each) => each.name === name);
  if (there?.users.includes(me) === true) throw new Refused('already_reacted');
  if (there === undefined) message.reactions.push({ name, users: [me] });
  else there.users.push(me);
  call.deliveries.track(emitReaction(call.deliveries, channel, message, me, name));
  return {};
};

const removeReaction: Method = (call) => {
  const { message, channel } = messageOf(channelOf(call), need(call, 'timestamp'));
  const me = channel.workspace.botUserId;
  const there = message.reactions.find((each) => each.name === call.args.name && each.users.includes(me));
  if (there === undefined) throw new Refused('no_reaction');
  there.users = there.users.filter((user) => user !== me);
  message.reactions = message.reactions.filter((each) => each.users.length > 0);
  return {};
};

const getReactions: Method = (call) => {
  const record = messageOf(channelOf(call), need(call, 'timestamp'));
  return { type: 'message', channel: record.channel.id, message: messageBody(call.state, record) };
};

export const conversationMethods: Record<string, Method> = {
  'conversations.open': open,
  'conversations.info': info,
  'conversations.list': list,
  'conversations.replies': replies,
  'conversations.history': history,
  'conversations.members': members,
  'conversations.join': join,
  'users.info': userInfo,
  'users.list': userList,
  'reactions.add': addReaction,
  'reactions.remove': removeReaction,
  'reactions.get': getReactions,
};
