import type { Deliveries } from './deliveries.ts';
import type { FakeCall } from './fake-slack.types.ts';
import type { Json } from './json.ts';
import type { Channel, Install, MessageRecord, SlackState, Token } from './slack-state.ts';
import { channelById, dmOf, personById, recordOf, serves, workspaceOf } from './slack-state.ts';

/** The answer `ok: false`, as Slack words it. */
export class Refused extends Error {
  readonly extra: Json;

  constructor(error: string, extra: Json = {}) {
    super(error);
    this.extra = extra;
  }
}

/** One call of a method, with whom it is made for. */
export type WebCall = {
  state: SlackState;
  deliveries: Deliveries;
  method: string;
  args: Json;
  install: Install;
  token: Token;
  log: FakeCall;
};

/** A method of the Web API: its answer without `ok`. */
export type Method = (call: WebCall) => Json | Promise<Json>;

/** Remembers what was wrong with a request and answers it with Slack's error. */
export function refuse(call: WebCall, problems: string[], error: string): void {
  if (problems.length === 0) return;
  call.state.refusals.push({ method: call.method, problems });
  throw new Refused(error, { response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) } });
}

export function need(call: WebCall, name: string): string {
  const value = call.args[name];
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value === '')
    throw new Refused('invalid_arguments', { response_metadata: { messages: [`missing ${name}`] } });
  return value;
}

/** The conversation as the installation may see it: a private one without the bot looks like none. */
export function channelOf(call: WebCall, id = need(call, 'channel')): Channel {
  const channel = channelById(call.state, id);
  const visible = channel !== null && serves(call.install, channel.workspace) && (channel.hasBot || !channel.isPrivate);
  if (!visible) throw new Refused('channel_not_found');
  return channel;
}

/** The conversation that is posted to: a channel with the bot in it, or a person, whose direct conversation it is. */
export function postChannelOf(call: WebCall, id = need(call, 'channel')): Channel {
  const channel = /^[UW]/.test(id) ? dmWith(call, id) : channelOf(call, id);
  if (!channel.hasBot) throw new Refused('not_in_channel');
  return channel;
}

/** The direct conversation with a person of a served workspace. */
export function dmWith(call: WebCall, userId: string): Channel {
  const person = personById(call.state, userId);
  if (person === null) throw new Refused('user_not_found');
  const workspace = workspaceOf(call.state, person.team);
  if (!serves(call.install, workspace)) throw new Refused('user_not_found');
  if (person.deleted === true) throw new Refused('user_disabled');
  return dmOf(workspace, person);
}

export function messageOf(channel: Channel, ts: string): MessageRecord {
  const record = recordOf(channel, ts);
  if (record === null || record.deleted) throw new Refused('message_not_found');
  return record;
}

/** Checks where a message goes in a thread: the parent must be known, and be a parent. */
export function checkThread(call: WebCall, channel: Channel, threadTs: string): void {
  const parent = recordOf(channel, threadTs);
  if (parent === null) refuse(call, [`/thread_ts: there is no message ${threadTs} in ${channel.id}`], 'thread_not_found');
  const root = parent?.message.thread_ts;
  if (root !== undefined && root !== threadTs)
    refuse(call, [`/thread_ts: ${threadTs} is itself a reply; name ${root}`], 'cannot_reply_to_message');
}
