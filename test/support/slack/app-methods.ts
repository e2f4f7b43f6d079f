import { markupProblems } from './hidden-pings.ts';
import { isObject, type Json, listOf, objectOf, textOf } from './json.ts';
import { serves, type Workspace } from './slack-state.ts';
import { blockProblems, messageProblems, under, viewProblems } from './validate-blocks.ts';
import { checkThread, type Method, need, postChannelOf, Refused, refuse, type WebCall } from './web-call.ts';

function homeOf(call: WebCall): Workspace | undefined {
  return [...call.state.workspaces.values()].find((workspace) => serves(call.install, workspace));
}

const authTest: Method = (call) => {
  const { install } = call;
  const workspace = homeOf(call);
  return {
    url: `https://${workspace?.name ?? 'org'}.slack.com/`,
    team: workspace?.name,
    user: 'deskhand',
    team_id: install.teamId ?? install.enterpriseId,
    user_id: install.botUserId,
    bot_id: install.botId,
    is_enterprise_install: install.orgWide,
    ...(install.enterpriseId === null ? {} : { enterprise_id: install.enterpriseId }),
  };
};

const revoke: Method = (call) => {
  call.token.revoked = true;
  return { revoked: true };
};

const setStatus: Method = (call) => {
  const channel = postChannelOf(call, need(call, 'channel_id'));
  const threadTs = need(call, 'thread_ts');
  const { status, loading_messages: loading } = call.args;
  if (typeof status !== 'string') throw new Refused('invalid_arguments');
  if (channel.records.some(({ message }) => message.ts === threadTs)) checkThread(call, channel, threadTs);
  else throw new Refused('invalid_thread_ts');
  const texts = [status, ...(Array.isArray(loading) ? loading.map(String) : [])];
  const problems = texts.flatMap((text) => markupProblems(text, '/status'));
  if (texts.length > 11) problems.push('/loading_messages: at most 10');
  refuse(call, problems, 'invalid_arguments');
  call.state.statuses.push({ channel: channel.id, threadTs, status });
  return {};
};

const setPrompts: Method = (call) => {
  const channel = postChannelOf(call, need(call, 'channel_id'));
  const prompts = listOf(call.args.prompts).map(({ title, message }) => ({ title: textOf(title) ?? '', message: textOf(message) ?? '' }));
  const problems = prompts.some(({ title, message }) => title === '' || message === '') ? ['/prompts: each needs title and message'] : [];
  if (prompts.length === 0 || prompts.length > 4) problems.push(`/prompts: ${prompts.length}, Slack takes 1 to 4`);
  refuse(call, problems, 'invalid_arguments');
  call.state.prompts.set(channel.id, prompts);
  return {};
};

const setSession: Method = (call) => {
  const channel = postChannelOf(call, need(call, 'channel_id'));
  const status = need(call, 'status');
  if (!['active', 'processing', 'suspended', 'closed'].includes(status)) throw new Refused('invalid_status');
  const threadTs = textOf(call.args.thread_ts);
  if (threadTs === null) throw new Refused('missing_thread_ts');
  call.state.sessions.push({ channel: channel.id, threadTs, status });
  return {};
};

const validate: Method = ({ args }) => {
  const { blocks, message, view } = args;
  if (blocks === undefined && message === undefined && view === undefined) throw new Refused('invalid_arguments');
  const problems = [
    ...(blocks === undefined ? [] : under('/blocks', blockProblems(blocks, 'message'))),
    ...(isObject(message) ? under('/message', messageProblems(message)) : []),
    ...(view === undefined ? [] : under('/view', viewProblems(view))),
  ];
  if (problems.length > 0) throw new Refused('invalid_blocks', { errors: problems.map(problemBody) });
  return {};
};

function problemBody(problem: string): Json {
  const [pointer = '', ...rest] = problem.split(': ');
  return { pointer, message: rest.join(': '), code: 'invalid_value' };
}

/** Methods about the app itself and its assistant. */
export const appMethods: Record<string, Method> = {
  'auth.test': authTest,
  'auth.revoke': revoke,
  'assistant.threads.setStatus': setStatus,
  'assistant.threads.setSuggestedPrompts': setPrompts,
  'agents.sessions.setStatus': setSession,
  'blocks.validate': validate,
  'api.test': ({ args }) => ({ args: objectOf(args) }),
};
