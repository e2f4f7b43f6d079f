import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { startFakeSlack } from '../../support/slack/fake-slack.ts';
import type { FakePerson, FakeSlack, FakeWorkspace } from '../../support/slack/fake-slack.types.ts';
import { plainClient } from '../../support/slack/plain-client.ts';

let slack: FakeSlack;
let acme: FakeWorkspace;
let ann: FakePerson;
let help: string;
let client: WebClient;

const clientOf = (token?: string): WebClient => plainClient(slack, token);
/** Slack's word for why the call failed. */
const failure = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'nothing failed',
    (error: { data?: { error: string }; message: string }) => error.data?.error ?? error.message,
  );
const take = [{ type: 'actions', elements: [{ type: 'button', action_id: 'take', text: { type: 'plain_text', text: 'Take' } }] }];

beforeEach(async () => {
  slack = await startFakeSlack();
  acme = slack.addWorkspace('acme');
  ann = acme.addPerson('Ann', { email: 'ann@acme.example', tz: 'Europe/Berlin' });
  help = acme.addChannel('help');
  client = clientOf(slack.grant(acme).botToken);
});
afterEach(() => slack.close());

describe('tokens at the double of Slack', () => {
  test('are asked for and known, and stop when they are revoked, old or the app is gone', async () => {
    expect(await failure(clientOf().auth.test())).toBe('not_authed');
    expect(await failure(clientOf('xoxb-made-up').auth.test())).toBe('invalid_auth');
    expect(await client.auth.test()).toMatchObject({ ok: true, team_id: acme.teamId, user_id: acme.botUserId });
    slack.expireTokens(acme);
    expect(await failure(client.auth.test())).toBe('token_expired');
    const other = clientOf(slack.grant(acme).botToken);
    expect(await other.auth.revoke()).toMatchObject({ revoked: true });
    expect(await failure(other.auth.test())).toBe('token_revoked');
    const third = clientOf(slack.grant(acme).botToken);
    await slack.uninstall(acme);
    expect(await failure(third.auth.test())).toBe('account_inactive');
  });

  test('see nothing of another workspace', async () => {
    const globex = slack.addWorkspace('globex');
    const theirs = globex.addChannel('help');
    const max = globex.addPerson('Max');
    slack.grant(globex);
    expect(await failure(client.chat.postMessage({ channel: theirs, text: 'hi' }))).toBe('channel_not_found');
    expect(await failure(client.conversations.open({ users: max.id }))).toBe('user_not_found');
  });
});

describe('messages of the app at the double of Slack', () => {
  test('must say something, somewhere the app is', async () => {
    const away = acme.addChannel('away', { withoutBot: true });
    const secret = acme.addChannel('secret', { withoutBot: true, isPrivate: true });
    expect(await failure(client.chat.postMessage({ channel: help, text: '' }))).toBe('no_text');
    expect(await failure(client.chat.postMessage({ channel: 'C0NOWHERE', text: 'hi' }))).toBe('channel_not_found');
    expect(await failure(client.chat.postMessage({ channel: away, text: 'hi' }))).toBe('not_in_channel');
    expect(await failure(client.chat.postMessage({ channel: secret, text: 'hi' }))).toBe('channel_not_found');
    expect(await client.conversations.join({ channel: away })).toMatchObject({ ok: true });
    expect(await client.chat.postMessage({ channel: away, text: 'hi' })).toMatchObject({ ok: true });
    expect(slack.refusals).toEqual([]);
  });

  test('are refused and remembered when they break a limit', async () => {
    const long = { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(2_900) } };
    const refused = async (more: object): Promise<string> =>
      failure(client.chat.postMessage({ channel: help, text: 'x', ...more } as Parameters<WebClient['chat']['postMessage']>[0]));
    expect(await refused({ blocks: [long, long, long, long] })).toBe('msg_blocks_too_long');
    expect(await refused({ blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) })).toBe('invalid_blocks_format');
    expect(await refused({ blocks: [{ type: 'nothing' }] })).toBe('invalid_blocks');
    expect(await refused({ text: 'x'.repeat(40_001) })).toBe('msg_too_long');
    expect(await refused({ text: 'wake up <!channel>' })).toBe('invalid_blocks');
    expect(await refused({ metadata: { event_type: 'x' } })).toBe('invalid_metadata_format');
    expect(slack.refusals).toHaveLength(6);
    expect(slack.messages(help)).toEqual([]);
  });

  test('go under a parent that exists, not under a reply', async () => {
    const parent = await slack.say(ann, help, 'it is broken');
    const reply = await client.chat.postMessage({ channel: help, text: 'which?', thread_ts: parent.ts });
    expect(slack.thread(help, parent.ts).map(({ text }) => text)).toEqual(['it is broken', 'which?']);
    expect(await failure(client.chat.postMessage({ channel: help, text: 'x', thread_ts: '1.000001' }))).toBe('thread_not_found');
    expect(await failure(client.chat.postMessage({ channel: help, text: 'x', thread_ts: String(reply.ts) }))).toBe(
      'cannot_reply_to_message',
    );
  });

  test('are changed and deleted by the app alone, and ephemeral ones by nobody', async () => {
    const hers = await slack.say(ann, help, 'mine');
    expect(await failure(client.chat.update({ channel: help, ts: hers.ts, text: 'yours' }))).toBe('cant_update_message');
    expect(await failure(client.chat.delete({ channel: help, ts: hers.ts }))).toBe('cant_delete_message');
    const own = String((await client.chat.postMessage({ channel: help, text: 'one', blocks: take })).ts);
    await client.chat.update({ channel: help, ts: own, text: 'two' });
    expect(slack.messages(help).at(-1)).toMatchObject({ text: 'two', blocks: [{ type: 'actions' }], edited: { ts: expect.any(String) } });
    await client.chat.update({ channel: help, ts: own, text: 'three', blocks: [] });
    expect(slack.messages(help).at(-1)?.blocks).toBeUndefined();
    await client.chat.delete({ channel: help, ts: own });
    expect(await failure(client.chat.update({ channel: help, ts: own, text: 'four' }))).toBe('message_not_found');
    const seen = await client.chat.postEphemeral({ channel: help, user: ann.id, text: 'for you' });
    expect(await failure(client.chat.update({ channel: help, ts: String(seen.message_ts), text: 'x' }))).toBe('message_not_found');
    expect(slack.ephemerals(ann).map(({ text }) => text)).toEqual(['for you']);
  });

  test('carry metadata that a later reader gets when it asks for it', async () => {
    const parent = await slack.say(ann, help, 'broken');
    const metadata = { event_type: 'ticket', event_payload: { id: '7' } };
    await client.chat.postMessage({ channel: help, thread_ts: parent.ts, text: 'noted', metadata });
    const read = await client.conversations.replies({ channel: help, ts: parent.ts, include_all_metadata: true });
    expect(read.messages?.map((message) => message.metadata)).toEqual([undefined, metadata]);
    expect((await client.conversations.replies({ channel: help, ts: parent.ts })).messages?.[1]?.metadata).toBeUndefined();
    const first = await client.conversations.replies({ channel: help, ts: parent.ts, limit: 1 });
    expect(first).toMatchObject({ has_more: true, messages: [{ text: 'broken' }] });
    const next = await client.conversations.replies({ channel: help, ts: parent.ts, cursor: first.response_metadata?.next_cursor });
    expect(next.messages?.map(({ text }) => text)).toEqual(['noted']);
  });

  test('reach a person in their direct conversation', async () => {
    const { channel } = await client.conversations.open({ users: ann.id });
    expect(channel?.id).toBe(slack.dmChannel(ann));
    await client.chat.postMessage({ channel: ann.id, text: 'hello' });
    expect(slack.dm(ann).map(({ text }) => text)).toEqual(['hello']);
    expect((await client.users.info({ user: ann.id })).user).toMatchObject({ tz: 'Europe/Berlin', profile: { email: 'ann@acme.example' } });
  });

  test('take a reaction once', async () => {
    const { ts: timestamp } = await slack.say(ann, help, 'broken');
    await client.reactions.add({ channel: help, timestamp, name: 'eyes' });
    expect(await failure(client.reactions.add({ channel: help, timestamp, name: 'eyes' }))).toBe('already_reacted');
    expect(await failure(client.reactions.add({ channel: help, timestamp: '1.000002', name: 'eyes' }))).toBe('message_not_found');
    await client.reactions.remove({ channel: help, timestamp, name: 'eyes' });
    expect(await failure(client.reactions.remove({ channel: help, timestamp, name: 'eyes' }))).toBe('no_reaction');
  });
});

describe('faults of the double of Slack', () => {
  test('throttle one channel and leave the other alone', async () => {
    const other = acme.addChannel('other');
    slack.throttle('chat.postMessage', 7, 1, help);
    expect(await client.chat.postMessage({ channel: other, text: 'x' })).toMatchObject({ ok: true });
    await expect(client.chat.postMessage({ channel: help, text: 'x' })).rejects.toMatchObject({ retryAfter: 7 });
    expect(await client.chat.postMessage({ channel: help, text: 'x' })).toMatchObject({ ok: true });
    expect(slack.calls.map(({ ok, error }) => [ok, error])).toEqual([
      [true, undefined],
      [false, 'ratelimited'],
      [true, undefined],
    ]);
  });

  test('cut a call off after it was done, and fail one with an error', async () => {
    slack.fail('chat.postMessage', 'cut');
    expect(await failure(client.chat.postMessage({ channel: help, text: 'done' }))).not.toBe('nothing failed');
    expect(slack.messages(help).map(({ text }) => text)).toEqual(['done']);
    slack.fail('chat.postMessage', 'internal_error', 2);
    expect(await failure(client.chat.postMessage({ channel: help, text: 'x' }))).toBe('internal_error');
    expect(await failure(client.chat.postMessage({ channel: help, text: 'x' }))).toBe('internal_error');
    expect(slack.messages(help)).toHaveLength(1);
  });

  test('name a method that nobody knows', async () => {
    expect(await failure(client.apiCall('chat.sing'))).toBe('unknown_method');
    expect(slack.refusals).toEqual([{ method: 'chat.sing', problems: ['the double knows no such method'] }]);
  });

  test('hold to the tiers of Slack when asked to', async () => {
    const strict = await startFakeSlack({ tiers: true });
    const place = strict.addWorkspace('strict');
    const channels = [place.addChannel('a'), place.addChannel('b')] as const;
    const paced = plainClient(strict, strict.grant(place).botToken);
    await paced.chat.postMessage({ channel: channels[0], text: '1' });
    await paced.chat.postMessage({ channel: channels[1], text: '1' });
    await expect(paced.chat.postMessage({ channel: channels[0], text: '2' })).rejects.toMatchObject({ retryAfter: 1 });
    await strict.close();
  });
});

describe('files and answers at the double of Slack', () => {
  test('take a file in three calls and show it in the thread', async () => {
    const parent = await slack.say(ann, help, 'send the log');
    await client.filesUploadV2({ channel_id: help, thread_ts: parent.ts, filename: 'log.txt', file: Buffer.from('line one') });
    expect(slack.files().map(({ name, content }) => [name, content.toString()])).toEqual([['log.txt', 'line one']]);
    expect(slack.thread(help, parent.ts)[1]?.files?.[0]).toMatchObject({ name: 'log.txt', size: 8 });
    const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({ filename: 'b.txt', length: 5 });
    expect(await failure(client.files.completeUploadExternal({ files: [{ id: String(id) }] }))).toBe('file_update_failed');
    expect((await fetch(String(url), { method: 'POST', body: 'four' })).status).toBe(400);
    expect(slack.refusals.map(({ method }) => method)).toEqual(['files.completeUploadExternal', 'upload']);
  });

  test('give a file to a token of its workspace alone, and anybody else a page to sign in', async () => {
    const content = Buffer.from('secret');
    const message = await slack.say(ann, help, '', { files: [{ id: 'F0000000001', name: 'a.txt', mimetype: 'text/plain', content }] });
    const url = String(message.files?.[0]?.url_private);
    const get = (token: string) => fetch(url, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await get(slack.grant(acme).botToken)).text()).toBe('secret');
    const globex = slack.addWorkspace('globex');
    const stranger = await get(slack.grant(globex).botToken);
    expect([stranger.status, stranger.redirected, await stranger.text()]).toEqual([200, true, expect.stringContaining('Sign in')]);
  });

  test('stream an answer that ends with buttons, and nothing more after it', async () => {
    const asked = await slack.say(ann, slack.dmChannel(ann), 'what is open?');
    const streamer = client.chatStream({ channel: asked.channel, thread_ts: asked.ts });
    await streamer.append({ markdown_text: 'Three tickets' });
    await streamer.append({ markdown_text: ' are open.', chunks: [{ type: 'task_update', id: '1', title: 'Look', status: 'complete' }] });
    await streamer.stop({ blocks: take });
    const answer = slack.thread(asked.channel, asked.ts)[1];
    expect(answer).toMatchObject({ text: 'Three tickets are open.', blocks: [{ type: 'actions' }] });
    const place = { channel: asked.channel, ts: String(answer?.ts) };
    expect(await failure(client.chat.appendStream({ ...place, markdown_text: 'more' }))).toBe('message_not_in_streaming_state');
    const started = { channel: help, thread_ts: (await slack.say(ann, help, 'x')).ts };
    expect(await failure(client.chat.startStream(started))).toBe('missing_recipient_user_id');
    const toAnn = { ...started, recipient_user_id: ann.id, recipient_team_id: acme.teamId };
    expect(await failure(client.chat.startStream({ ...toAnn, markdown_text: 'x'.repeat(12_001) }))).toBe('msg_too_long');
    expect(await client.chat.startStream({ ...toAnn, markdown_text: 'x' })).toMatchObject({ ok: true });
  });

  test('show status and at most four prompts', async () => {
    const asked = await slack.say(ann, slack.dmChannel(ann), 'hello');
    const place = { channel_id: asked.channel, thread_ts: asked.ts };
    await client.assistant.threads.setStatus({ ...place, status: 'is looking…' });
    await client.assistant.threads.setStatus({ ...place, status: '' });
    expect(slack.statuses(ann)).toEqual(['is looking…', '']);
    const prompts = Array.from({ length: 5 }, (_none, index) => ({ title: `t${index}`, message: `m${index}` }));
    const set = (count: number) => client.assistant.threads.setSuggestedPrompts({ ...place, prompts: prompts.slice(0, count) });
    expect(await failure(set(5))).toBe('invalid_arguments');
    await set(4);
    expect(slack.prompts(ann)).toHaveLength(4);
    expect(await failure(client.agents.sessions.setStatus({ ...place, status: 'sleeping' }))).toBe('invalid_status');
    expect(await client.agents.sessions.setStatus({ ...place, status: 'processing' })).toMatchObject({ ok: true });
  });

  test('say what is wrong with blocks when they are asked', async () => {
    const bad: unknown = [{ type: 'header', text: { type: 'plain_text', text: '' } }];
    const call = client.blocks.validate({ blocks: bad as KnownBlock[] });
    await expect(call).rejects.toMatchObject({ data: { error: 'invalid_blocks', errors: [{ pointer: '/blocks/0/text/text' }] } });
    expect(await client.blocks.validate({ blocks: [{ type: 'divider' }] })).toMatchObject({ ok: true });
  });
});
