import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { SlackCall } from '../../../bots/slack/slack.types.ts';
import { shardOf } from '../../../domain/tenancy/shard.rules.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { system } from '../../support/desk.ts';
import { message, openSenderKit, type SenderKit } from './sender-kit.ts';

let kit: SenderKit;

beforeAll(async () => {
  kit = await openSenderKit();
});
afterEach(() => {
  expect(kit.slack.refusals.splice(0)).toEqual([]);
});
afterAll(() => kit.close());

const send = async (key: string, call: SlackCall, more: Parameters<SenderKit['queue']>[3] = {}) => {
  await kit.queue(kit.one, key, call, more);
  await kit.settle(kit.one);
  return kit.post(kit.one, key);
};

describe('each verb', () => {
  test('posts a message that says which post it is, and keeps where it went in the unit that settles it', async () => {
    const { channel } = kit.one;
    const row = await send('post:1', { verb: 'post', channel, threadTs: null, message: message('Hello &lt;world&gt;') });
    const posted = kit.slack.messages(channel).find((each) => each.ts === row.sentTs);
    expect(row).toMatchObject({ state: 'sent', attempts: 1, sentChannel: channel });
    expect(posted?.metadata).toEqual({ event_type: 'deskhand_post', event_payload: { post: row.id, part: 0 } });
    expect(posted?.text).toBe('Hello &lt;world&gt;');
    expect(kit.recorded.at(-1)).toEqual({ effectKey: 'post:1', sent: { channel, ts: row.sentTs, parts: [row.sentTs] } });
    expect(kit.slack.calls.at(-1)?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
  });

  test('continues a long message in the thread of its first part, or in the thread it was for', async () => {
    const { channel } = kit.one;
    const row = await send('long:1', { verb: 'post', channel, threadTs: null, message: message('first', ['second', 'third']) });
    const root = String(row.sentTs);
    expect(kit.slack.thread(channel, root).map((each) => each.text)).toEqual(['first', 'second', 'third']);
    await send('long:2', { verb: 'post', channel, threadTs: root, message: message('fourth', ['fifth']) });
    expect(kit.slack.thread(channel, root).map((each) => each.metadata?.event_payload.part)).toEqual([0, 1, 2, 0, 1]);
  });

  test('updates a message in place, also when it is the same twice', async () => {
    const { channel } = kit.one;
    const { sentTs } = await send('update:base', { verb: 'post', channel, threadTs: null, message: message('before') });
    const call = { verb: 'update', channel, ts: String(sentTs), message: message('after') } as const;
    expect(await send('update:1', call)).toMatchObject({ state: 'sent', sentTs });
    expect(await send('update:2', call)).toMatchObject({ state: 'sent', sentTs });
    expect(kit.slack.messages(channel).find((each) => each.ts === sentTs)?.text).toBe('after');
  });

  test('deletes a message, and takes one that is gone as deleted', async () => {
    const { channel } = kit.one;
    const { sentTs } = await send('delete:base', { verb: 'post', channel, threadTs: null, message: message('short-lived') });
    const call = { verb: 'delete', channel, ts: String(sentTs) } as const;
    expect(await send('delete:1', call)).toMatchObject({ state: 'sent' });
    expect(await send('delete:2', call)).toMatchObject({ state: 'sent' });
    expect(kit.slack.messages(channel).some((each) => each.ts === sentTs)).toBe(false);
  });

  test('shows a message to one person, and writes to them directly where they are not in the channel', async () => {
    const { channel, person, workspace } = kit.one;
    const call = (user: string, text: string) => ({ verb: 'ephemeral', channel, user, threadTs: null, message: message(text) }) as const;
    expect(await send('ephemeral:1', call(person.id, 'only you'))).toMatchObject({ state: 'sent' });
    expect(kit.slack.ephemerals(person).map((each) => each.text)).toContain('only you');
    const channelOfOthers = workspace.addChannel('without-the-bot', { withoutBot: true });
    expect(await send('ephemeral:2', { ...call(person.id, 'told directly'), channel: channelOfOthers })).toMatchObject({
      state: 'sent',
      sentChannel: kit.slack.dmChannel(person),
    });
    expect(kit.slack.dm(person).map((each) => each.text)).toContain('told directly');
  });

  test('answers through the response address once, opened at the last moment', async () => {
    const { person } = kit.one;
    const responseUrl = await kit.responseUrl(kit.one);
    const row = await send(
      'respond:1',
      { verb: 'respond', message: message('by address', ['and on']), replace: false, inChannel: false },
      { responseUrl },
    );
    expect(row).toMatchObject({ state: 'sent', attempts: 1 });
    const said = kit.slack.ephemerals(person).map((each) => each.text);
    expect(said.filter((text) => text === 'by address')).toHaveLength(1);
    expect(said).toContain('and on');
    const left = await kit.desk.withTenant(kit.one.tenant.id, system, (uow) =>
      sqlRows(uow, 'select 1 from chat_posts where response_url is not null'),
    );
    expect(left).toEqual([]);
  });

  test('answers in a direct message when the response address is over, if the post names the person', async () => {
    const { person } = kit.one;
    const call = { verb: 'respond', message: message('late answer'), replace: true, inChannel: false } as const;
    const responseUrl = await kit.responseUrl(kit.one);
    kit.slack.age(31 * 60_000);
    const row = await send('respond:2', call, { responseUrl, ref: { call, to: { kind: 'respond', user: person.id } } });
    expect(row).toMatchObject({ state: 'sent', sentChannel: kit.slack.dmChannel(person) });
    expect(kit.slack.dm(person).at(-1)?.text).toBe('late answer');
    const nobody = await send('respond:3', call, { responseUrl });
    expect(nobody).toMatchObject({ state: 'failed', lastResult: expect.stringContaining('response address') });
  });

  test('writes to a person directly', async () => {
    const { person } = kit.one;
    const row = await send('dm:1', { verb: 'dm', user: person.id, threadTs: null, message: message('a word', ['and another']) });
    expect(row).toMatchObject({ state: 'sent', sentChannel: kit.slack.dmChannel(person) });
    expect(kit.slack.thread(String(row.sentChannel), String(row.sentTs)).map((each) => each.text)).toEqual(['a word', 'and another']);
  });

  test('publishes a Home tab, sets suggestions and reacts, each as often as it likes', async () => {
    const { person, channel } = kit.one;
    const view = { type: 'home', blocks: [{ type: 'section', text: { type: 'plain_text', text: 'Your queue' } }] } as const;
    expect(await send('home:1', { verb: 'home', user: person.id, view: { ...view, blocks: [...view.blocks] } })).toMatchObject({
      state: 'sent',
    });
    expect(kit.slack.home(person)?.blocks).toHaveLength(1);
    const dm = kit.slack.dmChannel(person);
    const prompts = [{ title: 'Mine', message: 'mine' }];
    expect(await send('prompts:1', { verb: 'prompts', channel: dm, threadTs: null, title: 'Try', prompts })).toMatchObject({
      state: 'sent',
    });
    expect(kit.slack.prompts(person)).toEqual(prompts);
    const { sentTs } = await send('react:base', { verb: 'post', channel, threadTs: null, message: message('look') });
    const react = { verb: 'react', channel, ts: String(sentTs), name: 'eyes' } as const;
    expect(await send('react:1', react)).toMatchObject({ state: 'sent' });
    expect(await send('react:2', react)).toMatchObject({ state: 'sent' });
    expect(kit.slack.messages(channel).find((each) => each.ts === sentTs)?.reactions).toEqual([
      { name: 'eyes', users: [kit.one.workspace.botUserId] },
    ]);
  });

  test('shows the preview of a link', async () => {
    const { person, channel } = kit.one;
    kit.slack.connect('http://127.0.0.1:9/nobody');
    const shared = await kit.slack.shareLink(person, channel, 'https://desk.example/t/1');
    const unfurls = { 'https://desk.example/t/1': { blocks: message('Ticket 1').blocks } };
    expect(await send('unfurl:1', { verb: 'unfurl', channel, ts: shared.ts, unfurls })).toMatchObject({ state: 'sent' });
    expect(kit.slack.unfurls(shared)).toEqual(unfurls);
  });

  test('uploads a file from the store into the thread, and says so where it is too large', async () => {
    const { channel } = kit.one;
    const { sentTs } = await send('file:root', { verb: 'post', channel, threadTs: null, message: message('files') });
    const threadTs = String(sentTs);
    const content = Buffer.from('päper, with\r\nlines\r\n'.repeat(20_000));
    const { blobKey, size } = await kit.blobs.blobs.put(kit.one.tenant.id, content);
    const call = { verb: 'upload', channel, threadTs, filename: 'quote "1".txt', contentType: 'text/plain', size, blobKey } as const;
    const row = await send('file:1', call, { kind: 'file' });
    expect(row).toMatchObject({ state: 'sent', sentChannel: channel });
    expect(
      kit.slack
        .files()
        .find((file) => file.name === call.filename)
        ?.content.equals(content),
    ).toBe(true);
    expect(kit.slack.thread(channel, threadTs).at(-1)?.files).toHaveLength(1);
    await send('file:2', { ...call, size: 60_000_000 }, { kind: 'file' });
    expect(kit.slack.thread(channel, threadTs).at(-1)?.text).toContain('too large');
  });

  test('streams an answer, ends it with blocks and the question for an opinion', async () => {
    const { person, workspace } = kit.one;
    const channel = kit.slack.dmChannel(person);
    kit.slack.connect('http://127.0.0.1:9/nobody');
    const asked = await kit.slack.say(person, channel, 'what is mine?');
    const call: SlackCall = {
      verb: 'stream',
      channel,
      threadTs: asked.ts,
      user: person.id,
      team: workspace.teamId,
      texts: ['One ', 'two ', 'three.'],
      blocks: message('A card').blocks,
      message: message('One two three. A card'),
    };
    const row = await send('stream:1', call);
    const answer = kit.slack.thread(channel, asked.ts).find((each) => each.ts === row.sentTs);
    expect(answer?.text).toBe('One two three.');
    expect(answer?.blocks?.map((block) => block.type)).toEqual(['section', 'context_actions']);
    expect(answer?.metadata?.event_payload).toEqual({ post: row.id, part: 0 });
    kit.slack.fail('chat.startStream', 'channel_type_not_supported');
    const plain = await send('stream:2', call);
    expect(kit.slack.thread(channel, asked.ts).find((each) => each.ts === plain.sentTs)?.text).toBe('One two three. A card');
  });
});

describe('pace and order', () => {
  test('posts of a lane go out in the order they were queued', async () => {
    const channel = kit.one.workspace.addChannel('ordered');
    for (let index = 0; index < 8; index += 1) {
      await kit.queue(kit.one, `order:${index}`, { verb: 'post', channel, threadTs: null, message: message(`${index}`) });
    }
    await kit.settle(kit.one);
    expect(kit.slack.messages(channel).map((each) => each.text)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  });

  test('a throttled channel keeps its order and holds up neither another channel nor another tenant', async () => {
    const [slow, quick] = [kit.one.workspace.addChannel('slow'), kit.one.workspace.addChannel('quick')];
    kit.slack.throttle('chat.postMessage', 7, 1, slow);
    const post = (channel: string, text: string): SlackCall => ({ verb: 'post', channel, threadTs: null, message: message(text) });
    await kit.queue(kit.one, 'slow:1', post(slow, 'first'));
    await kit.queue(kit.one, 'slow:2', post(slow, 'second'));
    await kit.queue(kit.one, 'quick:1', post(quick, 'at once'));
    await kit.queue(kit.two, 'other:1', post(kit.two.channel, 'also at once'));
    await kit.settle(kit.one);
    await kit.settle(kit.two);
    expect(kit.slack.messages(quick)).toHaveLength(1);
    expect(kit.slack.messages(kit.two.channel)).toHaveLength(1);
    expect(kit.slack.messages(slow)).toEqual([]);
    const waiting = await kit.post(kit.one, 'slow:1');
    expect(waiting).toMatchObject({ state: 'queued', attempts: 1, failures: 0 });
    expect(waiting.dueInMs).toBeGreaterThan(5_000);
    // Queued while its lane waits: it must neither overtake nor keep the pump awake.
    await kit.queue(kit.one, 'slow:3', post(slow, 'third'));
    expect(await kit.desk.across.unsafeDueChatPosts(shardOf(kit.one.tenant.id), 50)).toEqual([]);
    expect((await nextDue()) - Date.now()).toBeGreaterThan(5_000);
    await kit.due(kit.one);
    await kit.settle(kit.one);
    expect(kit.slack.messages(slow).map((each) => each.text)).toEqual(['first', 'second', 'third']);
  });

  test('a method that is throttled in the whole workspace holds up its kind alone', async () => {
    const { person } = kit.one;
    const other = kit.one.workspace.addPerson('Ben');
    const view = { type: 'home' as const, blocks: message('Home').blocks };
    kit.slack.throttle('views.publish', 7, 1);
    await kit.queue(kit.one, 'kind:1', { verb: 'home', user: person.id, view }, { kind: 'home' });
    await kit.settle(kit.one);
    await kit.queue(kit.one, 'kind:2', { verb: 'home', user: other.id, view }, { kind: 'home', lane: 'kind:later' });
    await kit.queue(kit.one, 'kind:3', { verb: 'dm', user: other.id, threadTs: null, message: message('hi') }, { kind: 'notice' });
    await kit.settle(kit.one);
    expect(await kit.post(kit.one, 'kind:1')).toMatchObject({ state: 'queued' });
    expect(await kit.post(kit.one, 'kind:3')).toMatchObject({ state: 'sent' });
    await kit.due(kit.one);
    await kit.settle(kit.one);
    expect(await kit.post(kit.one, 'kind:1')).toMatchObject({ state: 'sent' });
  });

  test('what waits for an hour of its own holds back nothing that is queued after it', async () => {
    const { channel } = kit.one;
    const at = new Date(Date.now() + 3_600_000);
    const call = (text: string): SlackCall => ({ verb: 'post', channel, threadTs: null, message: message(text) });
    await kit.queue(kit.one, 'later:1', call('tomorrow'), { at });
    expect(await send('later:2', call('now'))).toMatchObject({ state: 'sent' });
    expect(Math.abs((await nextDue()) - at.getTime())).toBeLessThan(1_000);
  });
});

async function nextDue(): Promise<number> {
  const shard = shardOf(kit.one.tenant.id);
  const line = (await kit.desk.across.unsafeOpenWork()).find((each) => each.kind === 'post' && each.shard === shard);
  return line?.nextAt.getTime() ?? Number.NaN;
}
