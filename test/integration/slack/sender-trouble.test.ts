import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { SlackCall } from '../../../bots/slack/slack.types.ts';
import { cancelChatPost } from '../../../domain/chat/cancel-chat-post.ts';
import { claimChatPost } from '../../../domain/chat/claim-chat-post.ts';
import { decideChatPost } from '../../../domain/chat/decide-chat-post.ts';
import { listChatTrouble } from '../../../domain/chat/list-chat-trouble.ts';
import { loadInstallation } from '../../../domain/chat/load-installation.ts';
import { settleChatPost } from '../../../domain/chat/settle-chat-post.ts';
import type { ChatPostId } from '../../../domain/ids.types.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { system } from '../../support/desk.ts';
import type { FakeMessage } from '../../support/slack/fake-slack.types.ts';
import { message, openSenderKit, type SenderKit } from './sender-kit.ts';

let kit: SenderKit;

beforeAll(async () => {
  kit = await openSenderKit();
  kit.slack.connect('http://127.0.0.1:9/nobody');
});
afterEach(() => {
  expect(kit.slack.refusals.splice(0)).toEqual([]);
});
afterAll(() => kit.close());

const inOne = <T>(work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> => kit.desk.withTenant(kit.one.tenant.id, system, work);
const inTwo = <T>(work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> => kit.desk.withTenant(kit.two.tenant.id, system, work);
const texts = (channel: string): string[] => kit.slack.messages(channel).map((each) => each.text);
const called = (method: string): number => kit.slack.calls.filter((call) => call.method === method).length;

let channels = 0;
/** A channel of its own with a post for it. */
async function postIn(text: string, more: string[] = []): Promise<{ channel: string; key: string; id: ChatPostId }> {
  channels += 1;
  const channel = kit.one.workspace.addChannel(`trouble-${channels}`);
  const key = `trouble:${channels}`;
  const id = await kit.queue(kit.one, key, { verb: 'post', channel, threadTs: null, message: message(text, more) });
  return { channel, key, id };
}

/** As a process that was killed after Slack took the post and before it was settled. */
async function killedAfterPosting(id: ChatPostId): Promise<void> {
  const claimed = await inOne((uow) => claimChatPost(uow, id));
  if (claimed === null) throw new Error('there was nothing to claim');
  await kit.poster.send(claimed);
}

async function again(): Promise<void> {
  await kit.due(kit.one);
  await kit.settle(kit.one);
}

describe('a post that was cut off', () => {
  test('is asked for by its mark and found: one message, with its own timestamp', async () => {
    const { channel, key } = await postIn('once');
    kit.slack.fail('chat.postMessage', 'cut');
    await kit.settle(kit.one);
    const cut = await kit.post(kit.one, key);
    expect(cut).toMatchObject({ state: 'sending', attempts: 1 });
    expect(cut.dueInMs).toBeGreaterThan(500);
    await again();
    const row = await kit.post(kit.one, key);
    expect(row).toMatchObject({ state: 'sent', sentTs: kit.slack.messages(channel)[0]?.ts });
    expect(texts(channel)).toEqual(['once']);
    expect(kit.recorded.at(-1)).toEqual({ effectKey: key, sent: { channel, ts: row.sentTs, parts: [row.sentTs] } });
  });

  test('is found in its thread too, and only the parts that are missing are posted', async () => {
    const { channel, key } = await postIn('part 0', ['part 1', 'part 2', 'part 3']);
    kit.slack.fail('chat.postMessage', 'cut');
    await kit.settle(kit.one);
    kit.slack.throttle('chat.postMessage', 3, 1, channel);
    await again();
    expect(await kit.post(kit.one, key)).toMatchObject({ state: 'sending' });
    await again();
    expect(await kit.post(kit.one, key)).toMatchObject({ state: 'sent' });
    expect(texts(channel)).toEqual(['part 0', 'part 1', 'part 2', 'part 3']);
    const root = kit.slack.messages(channel)[0]?.ts;
    const inThread = `inthread:${channel}`;
    await kit.queue(kit.one, inThread, { verb: 'post', channel, threadTs: String(root), message: message('a reply') });
    kit.slack.fail('chat.postMessage', 'cut');
    await kit.settle(kit.one);
    await again();
    expect(await kit.post(kit.one, inThread)).toMatchObject({ state: 'sent' });
    expect(texts(channel).filter((text) => text === 'a reply')).toHaveLength(1);
  });

  test('is posted when Slack has never had it', async () => {
    const { channel, key, id } = await postIn('never arrived');
    await inOne((uow) => claimChatPost(uow, id));
    await kit.settle(kit.one);
    expect(texts(channel)).toEqual([]);
    await again();
    expect(await kit.post(kit.one, key)).toMatchObject({ state: 'sent', failures: 1 });
    expect(texts(channel)).toEqual(['never arrived']);
  });

  test('by a kill between posting and settling is not posted twice', async () => {
    const { channel, key, id } = await postIn('killed');
    await killedAfterPosting(id);
    expect(await kit.post(kit.one, key)).toMatchObject({ state: 'sending' });
    await kit.settle(kit.one);
    expect(texts(channel)).toEqual(['killed']);
    await again();
    expect(await kit.post(kit.one, key)).toMatchObject({ state: 'sent', sentTs: kit.slack.messages(channel)[0]?.ts });
    expect(texts(channel)).toEqual(['killed']);
  });

  test('by a kill after all its parts were posted finds those in the thread as well', async () => {
    const { channel, key, id } = await postIn('all 0', ['all 1', 'all 2']);
    await killedAfterPosting(id);
    await again();
    expect(texts(channel)).toEqual(['all 0', 'all 1', 'all 2']);
    const parts = kit.slack.messages(channel).map((each) => each.ts);
    expect(kit.recorded.at(-1)).toEqual({ effectKey: key, sent: { channel, ts: parts[0], parts } });
  });

  test('holds its lane until it was asked for, and nothing of its lane is due meanwhile', async () => {
    const { channel, id } = await postIn('before');
    await killedAfterPosting(id);
    await kit.queue(kit.one, `after:${channel}`, { verb: 'post', channel, threadTs: null, message: message('after') });
    await kit.settle(kit.one);
    expect(texts(channel)).toEqual(['before']);
    await again();
    expect(texts(channel)).toEqual(['before', 'after']);
  });

  test('waits while Slack cannot be asked, and is a person’s to decide after ten askings', async () => {
    const { channel, key } = await postIn('perhaps');
    kit.slack.fail('chat.postMessage', 'cut');
    await kit.settle(kit.one);
    kit.slack.fail('conversations.history', 'internal_error', 11);
    for (let asking = 1; asking <= 10; asking += 1) {
      await again();
      expect(await kit.post(kit.one, key)).toMatchObject({ state: 'sending', failures: asking });
    }
    await again();
    expect(await kit.post(kit.one, key)).toMatchObject({ state: 'uncertain', lastResult: expect.stringContaining('could not be asked') });
    expect(texts(channel)).toEqual(['perhaps']);
    const page = await inOne((uow) => listChatTrouble(uow, { limit: 5, after: null }));
    expect(page).toMatchObject({ uncertain: 1, lines: [expect.objectContaining({ what: 'post', state: 'uncertain', kind: 'answer' })] });
    expect((await inTwo((uow) => listChatTrouble(uow, { limit: 5, after: null }))).lines).toEqual([]);
    const { id } = await kit.post(kit.one, key);
    await expect(inTwo((uow) => decideChatPost(uow, id, 'again'))).rejects.toMatchObject({ code: 'not_found' });
    await inOne((uow) => decideChatPost(uow, id, 'leave'));
    expect(await kit.post(kit.one, key)).toMatchObject({ state: 'cancelled' });
    await expect(inOne((uow) => decideChatPost(uow, id, 'again'))).rejects.toMatchObject({ code: 'refused_transition' });
  });

  test('to one person alone is made once more and never a third time', async () => {
    const { channel, person } = kit.one;
    const call: SlackCall = { verb: 'ephemeral', channel, user: person.id, threadTs: null, message: message('psst') };
    await kit.queue(kit.one, 'psst:1', call);
    kit.slack.fail('chat.postEphemeral', 'cut', 2);
    await kit.settle(kit.one);
    expect(await kit.post(kit.one, 'psst:1')).toMatchObject({ state: 'sending' });
    await again();
    expect(await kit.post(kit.one, 'psst:1')).toMatchObject({ state: 'uncertain' });
    expect(kit.slack.ephemerals(person).filter((each) => each.text === 'psst')).toHaveLength(2);
  });

  test('as an update is simply made again', async () => {
    const { channel, key } = await postIn('to be changed');
    await kit.settle(kit.one);
    const { sentTs } = await kit.post(kit.one, key);
    await kit.queue(kit.one, `${key}:update`, { verb: 'update', channel, ts: String(sentTs), message: message('changed') });
    kit.slack.fail('chat.update', 'cut');
    const asked = called('conversations.history');
    await kit.settle(kit.one);
    await again();
    expect(await kit.post(kit.one, `${key}:update`)).toMatchObject({ state: 'sent' });
    expect(texts(channel)).toEqual(['changed']);
    expect(called('conversations.history')).toBe(asked);
  });

  test('as a file is found by its name and size', async () => {
    const { channel, key } = await postIn('root of files');
    await kit.settle(kit.one);
    const threadTs = String((await kit.post(kit.one, key)).sentTs);
    const { blobKey, size } = await kit.blobs.blobs.put(kit.one.tenant.id, Buffer.from('one,two\n1,2\n'));
    const call: SlackCall = { verb: 'upload', channel, threadTs, filename: 'list.csv', contentType: 'text/csv', size, blobKey };
    await kit.queue(kit.one, `${key}:file`, call, { kind: 'file' });
    kit.slack.fail('files.completeUploadExternal', 'cut');
    await kit.settle(kit.one);
    await again();
    const [, file] = kit.slack.thread(channel, threadTs);
    expect(await kit.post(kit.one, `${key}:file`)).toMatchObject({ state: 'sent', sentTs: file?.ts });
    expect(kit.slack.thread(channel, threadTs)).toHaveLength(2);
  });

  test.each(['chat.startStream', 'chat.appendStream', 'chat.stopStream'])('in a stream (%s) becomes one whole answer', async (method) => {
    const { call, asked, key } = await stream(`cut in ${method}`);
    kit.slack.fail(method, 'cut');
    await kit.settle(kit.one);
    await again();
    expect(await kit.post(kit.one, key)).toMatchObject({ state: 'sent' });
    const answers = kit.slack.thread(asked.channel, asked.ts).slice(1);
    expect(answers).toHaveLength(1);
    expect(answers[0]?.text).toBe(method === 'chat.stopStream' ? call.texts.join('') : call.message.text);
    expect(answers[0]?.blocks?.at(-1)?.type).toBe('context_actions');
  });
});

describe('two drains at once', () => {
  test('let nothing overtake what the other one has under way in the same lane', async () => {
    const { channel, key, id } = await postIn('under way');
    const next = await kit.queue(kit.one, `${key}:next`, { verb: 'post', channel, threadTs: null, message: message('next') });
    expect(await inOne((uow) => claimChatPost(uow, id))).not.toBeNull();
    expect(await inOne((uow) => claimChatPost(uow, next))).toBeNull();
    await again();
    expect(texts(channel)).toEqual(['under way', 'next']);
  });

  test('keep the word of the later attempt alone', async () => {
    const { id, key } = await postIn('taken twice');
    const claim = async () => {
      const claimed = await inOne((uow) => claimChatPost(uow, id));
      if (claimed === null) throw new Error('there was nothing to claim');
      return claimed;
    };
    const early = await claim();
    await kit.due(kit.one);
    const late = await claim();
    const wait = { kind: 'wait', ms: 1, scope: 'lane', reason: 'x', ask: false, failures: 0 } as const;
    expect(await inOne((uow) => settleChatPost(uow, early, wait))).toBe(false);
    expect(await inOne((uow) => settleChatPost(uow, early, { kind: 'sent', channel: 'C1', ts: '1.1' }))).toBe(false);
    expect(await kit.post(kit.one, key)).toMatchObject({ state: 'sending', sentTs: null });
    expect(await inOne((uow) => settleChatPost(uow, late, { kind: 'sent', channel: 'C1', ts: '1.2' }))).toBe(true);
    expect(await kit.post(kit.one, key)).toMatchObject({ state: 'sent', sentTs: '1.2' });
  });

  test('a pause of a kind holds back what is queued of it in every lane of the workspace, and no other workspace', async () => {
    const home = (user: string): SlackCall => ({ verb: 'home', user, view: { type: 'home', blocks: message('Home').blocks } });
    const id = await kit.queue(kit.one, 'pause:1', home('U1'), { kind: 'home', lane: 'pause-1' });
    await kit.queue(kit.one, 'pause:2', home('U2'), { kind: 'home', lane: 'pause-2' });
    await kit.queue(kit.one, 'pause:3', home('U3'), { kind: 'alert', lane: 'pause-3' });
    await kit.queue(kit.two, 'pause:4', home('U4'), { kind: 'home', lane: 'pause-2' });
    await inOne(async (uow) => {
      const claimed = await claimChatPost(uow, id);
      if (claimed === null) throw new Error('there was nothing to claim');
      await settleChatPost(uow, claimed, { kind: 'wait', ms: 60_000, scope: 'kind', reason: 'x', ask: false, failures: 0 });
    });
    expect((await kit.post(kit.one, 'pause:2')).dueInMs).toBeGreaterThan(50_000);
    expect((await kit.post(kit.one, 'pause:3')).dueInMs).toBeLessThan(1_000);
    expect((await kit.post(kit.two, 'pause:4')).dueInMs).toBeLessThan(1_000);
    for (const place of [kit.one, kit.two]) {
      for (const key of ['pause:1', 'pause:2', 'pause:3', 'pause:4']) {
        await kit.desk.withTenant(place.tenant.id, system, (uow) => cancelChatPost(uow, { effectKey: key }));
      }
    }
  });
});

describe('a post that cannot be made', () => {
  test('fails with a sentence when the channel is closed to it, and its lane goes on', async () => {
    const channel = kit.one.workspace.addChannel('closed', { withoutBot: true });
    await kit.queue(kit.one, 'closed:1', { verb: 'post', channel, threadTs: null, message: message('in vain') });
    await kit.settle(kit.one);
    expect(await kit.post(kit.one, 'closed:1')).toMatchObject({ state: 'failed', lastResult: expect.stringContaining('Invite the app') });
    const { id } = await kit.post(kit.one, 'closed:1');
    await kit.slack.setBot(channel, true);
    await inOne((uow) => decideChatPost(uow, id.slice(-8), 'again'));
    await kit.settle(kit.one);
    expect(texts(channel)).toEqual(['in vain']);
  });

  test('because it cannot be composed has three tries, then its lane goes on', async () => {
    const { channel, key } = await postIn('broken');
    kit.faults.compose = 3;
    await kit.settle(kit.one);
    await kit.queue(kit.one, `${key}:next`, { verb: 'post', channel, threadTs: null, message: message('sound') });
    const first = await kit.post(kit.one, key);
    expect(first).toMatchObject({ state: 'queued', failures: 1 });
    expect(first.dueInMs).toBeLessThan(2_100);
    await again();
    expect(await kit.post(kit.one, key)).toMatchObject({ state: 'queued', failures: 2 });
    expect(texts(channel)).toEqual([]);
    await again();
    expect(await kit.post(kit.one, key)).toMatchObject({ state: 'failed', attempts: 3 });
    expect(texts(channel)).toEqual(['sound']);
  });

  test('whose trace cannot be kept is asked for and kept then, posted once', async () => {
    const { channel, key } = await postIn('traceless');
    kit.faults.record = 1;
    await kit.settle(kit.one);
    expect(await kit.post(kit.one, key)).toMatchObject({ state: 'sending', sentTs: null });
    await again();
    expect(await kit.post(kit.one, key)).toMatchObject({ state: 'sent' });
    expect(kit.recorded.at(-1)?.effectKey).toBe(key);
    expect(texts(channel)).toEqual(['traceless']);
  });

  test('of no interest any more is called off', async () => {
    await kit.queue(kit.one, 'nothing:1', null);
    await kit.settle(kit.one);
    expect(await kit.post(kit.one, 'nothing:1')).toMatchObject({ state: 'cancelled' });
  });

  test('before Slack can be reached is tried again, and the pump sleeps meanwhile', async () => {
    const { channel, key } = await postIn('down for a while');
    kit.slack.fail('chat.update', 'internal_error');
    await kit.settle(kit.one);
    const { sentTs } = await kit.post(kit.one, key);
    await kit.queue(kit.one, `${key}:down`, { verb: 'update', channel, ts: String(sentTs), message: message('up again') });
    const drained = await kit.drain(kit.one);
    expect(drained).toMatchObject({ handled: 0, more: false });
    const waiting = await kit.post(kit.one, `${key}:down`);
    expect(waiting).toMatchObject({ state: 'queued', attempts: 1 });
    expect(waiting.dueInMs).toBeGreaterThan(0);
    await again();
    expect(texts(channel)).toEqual(['up again']);
  });
});

test('an answer that is stopped while it is streamed ends cleanly where it was', async () => {
  const { asked, key } = await stream('stopped');
  kit.slack.throttle('chat.appendStream', 1, 1);
  await kit.settle(kit.one);
  expect(
    await inTwo((uow) => cancelChatPost(uow, { installationId: kit.two.installation, channel: asked.channel, threadTs: asked.ts })),
  ).toBe(0);
  expect(await inOne((uow) => cancelChatPost(uow, { effectKey: key }))).toBe(1);
  await again();
  expect(await kit.post(kit.one, key)).toMatchObject({ state: 'cancelled' });
  const running = await stream('stopped under way');
  const claimed = await inOne(async (uow) => claimChatPost(uow, (await kit.post(kit.one, running.key)).id));
  if (claimed === null) throw new Error('there was nothing to claim');
  await inOne((uow) => cancelChatPost(uow, { effectKey: running.key }));
  const { outcome } = await kit.poster.send(claimed);
  const [, answer] = kit.slack.thread(running.asked.channel, running.asked.ts);
  expect(outcome).toMatchObject({ kind: 'sent', ts: answer?.ts });
  expect(answer).toMatchObject({ text: running.call.texts[0] });
  expect(answer?.blocks ?? []).toEqual([]);
});

test('a workspace that took its token back is ended, and what waited for it is called off', async () => {
  const { key, channel } = await postIn('too late');
  await kit.queue(kit.one, `${key}:later`, { verb: 'post', channel, threadTs: null, message: message('even later') });
  await kit.slack.revokeTokens(kit.one.workspace);
  await kit.settle(kit.one);
  expect(await inOne((uow) => loadInstallation(uow, kit.one.installation))).toBeNull();
  expect(await kit.post(kit.one, key)).toMatchObject({ state: 'cancelled' });
  expect(await kit.post(kit.one, `${key}:later`)).toMatchObject({ state: 'cancelled' });
  await kit.queue(kit.two, 'untouched', { verb: 'post', channel: kit.two.channel, threadTs: null, message: message('still here') });
  await kit.settle(kit.two);
  expect(await kit.post(kit.two, 'untouched')).toMatchObject({ state: 'sent' });
});

async function stream(name: string): Promise<{ call: SlackCall & { verb: 'stream' }; asked: FakeMessage; key: string }> {
  const { person, workspace } = kit.one;
  const channel = kit.slack.dmChannel(person);
  const asked = await kit.slack.say(person, channel, name);
  const call = {
    verb: 'stream' as const,
    channel,
    threadTs: asked.ts,
    user: person.id,
    team: workspace.teamId,
    texts: ['First. ', 'Second.'],
    blocks: message('card').blocks,
    message: message(`First. Second. ${name}`),
  };
  const key = `stream:${name}`;
  await kit.queue(kit.one, key, call);
  return { call, asked, key };
}
