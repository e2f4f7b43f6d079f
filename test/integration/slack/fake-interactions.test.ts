import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { KnownBlock, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { startFakeSlack } from '../../support/slack/fake-slack.ts';
import type { FakePerson, FakeSlack, FakeView, FakeWorkspace } from '../../support/slack/fake-slack.types.ts';
import { type Json, listOf, objectOf } from '../../support/slack/json.ts';
import { plainClient } from '../../support/slack/plain-client.ts';
import { startTinyApp, type TinyApp } from '../../support/slack/tiny-app.ts';

let slack: FakeSlack;
let app: TinyApp;
let acme: FakeWorkspace;
let ann: FakePerson;
let help: string;
let client: WebClient;

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const options = [
  { text: plain('High'), value: 'high' },
  { text: plain('Low'), value: 'low' },
];
const card: KnownBlock[] = [
  {
    type: 'actions',
    block_id: 'deeds',
    elements: [
      { type: 'button', action_id: 'op:take', text: plain('Take it'), value: 'TKT-1' },
      { type: 'static_select', action_id: 'op:priority', placeholder: plain('Priority'), options },
      { type: 'overflow', action_id: 'op:more', options: [{ text: plain('Close'), value: 'close' }, ...options.slice(1)] },
      { type: 'external_select', action_id: 'op:assign', placeholder: plain('Assign'), min_query_length: 2 },
    ],
  },
];
const form = (more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'new',
  title: plain('New ticket'),
  submit: plain('Open'),
  blocks: [
    { type: 'input', block_id: 'subject', label: plain('Subject'), element: { type: 'plain_text_input', action_id: 'v', max_length: 20 } },
    {
      type: 'input',
      block_id: 'priority',
      label: plain('Priority'),
      optional: true,
      element: { type: 'static_select', action_id: 'v', options },
    },
  ],
  ...more,
});
const failure = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'nothing failed',
    (error: { data?: { error: string }; message: string }) => error.data?.error ?? error.message,
  );
const trigger = (): string => String(app.last().trigger_id);
const post = (url: unknown, body: Json): Promise<Response> => fetch(String(url), { method: 'POST', body: JSON.stringify(body) });

async function openForm(view: ModalView = form()): Promise<FakeView> {
  await slack.globalShortcut(ann, 'new');
  await client.views.open({ trigger_id: trigger(), view });
  return slack.views(ann)[0] as FakeView;
}

beforeEach(async () => {
  app = await startTinyApp();
  slack = await startFakeSlack();
  slack.connect(app.url);
  acme = slack.addWorkspace('acme');
  ann = acme.addPerson('Ann');
  help = acme.addChannel('help');
  client = plainClient(slack, slack.grant(acme).botToken);
});
afterEach(async () => {
  await slack.close();
  await app.close();
});

describe('presses at the double of Slack', () => {
  test('find a button by label, action id or value, and tell the whole message', async () => {
    await client.chat.postMessage({ channel: help, text: 'TKT-1', blocks: card });
    await slack.idle();
    const [message] = slack.messages(help);
    if (message === undefined) throw new Error('the card is missing');
    for (const label of ['Take it', 'op:take', 'TKT-1']) {
      await slack.press(ann, message, label);
      expect(app.last()).toMatchObject({
        type: 'block_actions',
        user: { id: ann.id, team_id: acme.teamId },
        container: { message_ts: message.ts, channel_id: help, is_ephemeral: false },
        message: { text: 'TKT-1' },
        actions: [{ action_id: 'op:take', block_id: 'deeds', value: 'TKT-1' }],
      });
    }
    await expect(slack.press(ann, message, 'Explode')).rejects.toThrow('Take it | Priority');
  });

  test('choose in menus, and remember what was chosen', async () => {
    await client.chat.postMessage({ channel: help, text: 'TKT-1', blocks: card });
    const [message] = slack.messages(help);
    if (message === undefined) throw new Error('the card is missing');
    await slack.press(ann, message, 'Priority', { option: 'High' });
    expect(app.last()).toMatchObject({ actions: [{ type: 'static_select', selected_option: { value: 'high' } }] });
    await slack.press(ann, message, 'Close');
    expect(app.last()).toMatchObject({ actions: [{ type: 'overflow', selected_option: { value: 'close' } }] });
    expect(objectOf(objectOf(app.last().state).values)).toMatchObject({ deeds: { 'op:priority': { selected_option: { value: 'high' } } } });
    app.answer(({ body }) => (body.type === 'block_suggestion' ? { body: { options: [{ text: plain('Bob'), value: 'bob' }] } } : {}));
    expect(await slack.suggest(ann, message, 'op:assign', 'b')).toEqual([]);
    expect(await slack.suggest(ann, message, 'op:assign', 'bo')).toEqual([{ label: 'Bob', value: 'bob' }]);
    await slack.press(ann, message, 'Assign', { option: 'Bob' });
    expect(app.last()).toMatchObject({ actions: [{ type: 'external_select', selected_option: { value: 'bob' } }] });
    app.answer(() => ({ body: { options: [{ text: plain('x'.repeat(76)), value: 'b' }] } }));
    expect(await slack.suggest(ann, message, 'op:assign', 'bob')).toEqual([]);
    expect(slack.refusals).toEqual([{ method: 'block_suggestion', problems: [expect.stringContaining('/options')] }]);
  });

  test('on an ephemeral message bring no message, and their address replaces it', async () => {
    await client.chat.postEphemeral({ channel: help, user: ann.id, text: 'yours', blocks: card });
    const [message] = slack.ephemerals(ann);
    if (message === undefined) throw new Error('the card is missing');
    const bob = acme.addPerson('Bob');
    await expect(slack.press(bob, message, 'Take it')).rejects.toThrow('only the one');
    await slack.press(ann, message, 'Take it');
    expect(app.last()).toMatchObject({ container: { is_ephemeral: true } });
    expect(app.last().message).toBeUndefined();
    const url = app.last().response_url;
    expect((await post(url, { replace_original: true, text: 'taken' })).status).toBe(200);
    expect(slack.ephemerals(ann)).toMatchObject([{ text: 'taken' }]);
    expect((await post(url, { text: 'silent about the original' })).status).toBe(400);
    expect((await post(url, { delete_original: true })).status).toBe(200);
    expect(slack.ephemerals(ann)).toEqual([]);
  });

  test('and commands answer through an address five times, within thirty minutes, inside the limits', async () => {
    app.answer(() => ({ body: { response_type: 'ephemeral', text: 'working' } }));
    await slack.command(ann, help, '/desk', 'find');
    const url = app.last().response_url;
    for (const text of ['1', '2', '3', '4']) expect((await post(url, { text })).status).toBe(200);
    expect((await post(url, { text: '', blocks: [{ type: 'nothing' }] })).status).toBe(400);
    expect((await post(url, { text: 'for all', response_type: 'in_channel' })).status).toBe(200);
    expect(await (await post(url, { text: '6' })).json()).toEqual({ ok: false, error: 'used_url' });
    expect(slack.ephemerals(ann).map(({ text }) => text)).toEqual(['working', '1', '2', '3', '4']);
    expect(slack.messages(help).map(({ text }) => text)).toEqual(['for all']);
    await slack.command(ann, help, '/desk', 'find');
    slack.age(31 * 60_000);
    expect(await (await post(app.last().response_url, { text: 'late' })).json()).toEqual({ ok: false, error: 'expired_url' });
  });
});

describe('views at the double of Slack', () => {
  test('open with a trigger that works once, for three seconds', async () => {
    await slack.globalShortcut(ann, 'new');
    const id = trigger();
    expect(await client.views.open({ trigger_id: id, view: form() })).toMatchObject({ view: { type: 'modal' } });
    expect(await failure(client.views.open({ trigger_id: id, view: form() }))).toBe('exchanged_trigger_id');
    await slack.globalShortcut(ann, 'new');
    slack.age(3_001);
    expect(await failure(client.views.open({ trigger_id: trigger(), view: form() }))).toBe('expired_trigger_id');
    expect(await failure(client.views.open({ trigger_id: 'made-up', view: form() }))).toBe('invalid_trigger_id');
    await slack.globalShortcut(ann, 'new');
    expect(await failure(client.views.open({ trigger_id: trigger(), view: form({ title: plain('x'.repeat(25)) }) }))).toBe(
      'invalid_arguments',
    );
  });

  test('change only under the hash that is still theirs, and keep what was typed', async () => {
    const view = await openForm();
    const { hash } = view;
    await client.views.update({ view_id: view.id, hash, view: form({ title: plain('Second') }) });
    expect(view).toMatchObject({ title: 'Second' });
    expect(await failure(client.views.update({ view_id: view.id, hash, view: form() }))).toBe('hash_conflict');
    await slack.closeView(ann, view);
    expect(await failure(client.views.update({ view_id: view.id, view: form() }))).toBe('not_found');
  });

  test('lie three deep and no deeper', async () => {
    const button = { type: 'button' as const, action_id: 'deeper', text: plain('Deeper') };
    const view = form({ blocks: [{ type: 'actions', elements: [button] }] });
    await openForm(view);
    for (const answer of ['nothing failed', 'nothing failed', 'push_limit_reached']) {
      await slack.press(ann, slack.views(ann)[0] as FakeView, 'Deeper');
      expect(await failure(client.views.push({ trigger_id: trigger(), view }))).toBe(answer);
    }
    expect(slack.views(ann)).toHaveLength(3);
    await slack.globalShortcut(ann, 'new');
    const elsewhere = trigger();
    expect(await failure(client.views.push({ trigger_id: elsewhere, view }))).toBe('not_found');
  });

  test('submit what was filled in, and show the errors that come back', async () => {
    const view = await openForm();
    app.answer(() => ({ body: { response_action: 'errors', errors: { subject: 'too dull' } } }));
    const answer = await slack.submit(ann, view, { Subject: 'Printer', priority: 'High' });
    expect(answer).toMatchObject({ status: 200, errors: { subject: 'too dull' } });
    expect(app.last()).toMatchObject({
      type: 'view_submission',
      view: {
        callback_id: 'new',
        state: { values: { subject: { v: { value: 'Printer' } }, priority: { v: { selected_option: { value: 'high' } } } } },
      },
    });
    app.answer(() => ({}));
    expect(await slack.submit(ann, view, {})).toMatchObject({ status: 200, errors: null });
    expect(slack.views(ann)).toEqual([]);
    expect(slack.refusals).toEqual([]);
  });

  test('are held back by the client when something is missing or too long', async () => {
    const view = await openForm();
    expect(await slack.submit(ann, view, {})).toMatchObject({ status: 0, errors: { subject: expect.stringContaining('required') } });
    expect(await slack.submit(ann, view, { Subject: 'x'.repeat(21) })).toMatchObject({
      status: 0,
      errors: { subject: expect.any(String) },
    });
    await expect(slack.submit(ann, view, { Colour: 'red' })).rejects.toThrow('Subject | Priority');
    expect(app.got).toHaveLength(1);
  });

  test.each([
    ['errors for a field that is not there', { response_action: 'errors', errors: { nothing: 'wrong' } }],
    ['an action that Slack does not know', { response_action: 'dance' }],
    ['a view that breaks a limit', { response_action: 'update', view: { type: 'modal', title: plain('x'.repeat(25)), blocks: [] } }],
  ])('remember %s as a fault', async (_what, body) => {
    const view = await openForm();
    app.answer(() => ({ body: body as Json }));
    expect(await slack.submit(ann, view, { Subject: 'x' })).toMatchObject({ errors: null });
    expect(slack.refusals).toHaveLength(1);
    expect(slack.views(ann)).toHaveLength(1);
  });

  test('are replaced, covered and cleared as the app answers', async () => {
    const view = await openForm();
    const answer = async (body: Json): Promise<string[]> => {
      app.answer(() => ({ body }));
      await slack.submit(ann, slack.views(ann)[0] as FakeView, { Subject: 'x' });
      return slack.views(ann).map(({ title }) => title);
    };
    expect(await answer({ response_action: 'update', view: form({ title: plain('Again') }) })).toEqual(['Again']);
    expect(await answer({ response_action: 'push', view: form({ title: plain('Above') }) })).toEqual(['Above', 'Again']);
    await expect(slack.submit(ann, view, {})).rejects.toThrow('lies under');
    expect(await answer({ response_action: 'clear' })).toEqual([]);
  });

  test('of the home tab belong to one person, and their buttons bring the view', async () => {
    await client.views.publish({ user_id: ann.id, view: { type: 'home', blocks: card } });
    const home = slack.home(ann) as FakeView;
    await slack.press(ann, home, 'Take it');
    expect(app.last()).toMatchObject({ container: { type: 'view', view_id: home.id }, view: { type: 'home' } });
    expect([app.last().message, app.last().channel, app.last().response_url]).toEqual([undefined, undefined, undefined]);
    const bad: unknown = { type: 'modal', title: plain('x'), blocks: [] };
    expect(await failure(client.views.publish({ user_id: ann.id, view: bad as ModalView }))).toBe('invalid_arguments');
  });

  test('come from a message shortcut that names the message', async () => {
    const message = await slack.say(ann, help, 'broken');
    await slack.messageShortcut(ann, message, 'ticket');
    expect(app.last()).toMatchObject({
      type: 'message_action',
      callback_id: 'ticket',
      message: { text: 'broken', ts: message.ts },
      channel: { id: help },
    });
  });

  test('bring what fits when a person stops an answer', async () => {
    const asked = await slack.say(ann, slack.dmChannel(ann), 'why?');
    const { ts } = await client.chat.startStream({ channel: asked.channel, thread_ts: asked.ts, markdown_text: 'Because' });
    const answer = slack.dm(ann).find((each) => each.ts === ts);
    if (answer === undefined) throw new Error('the answer is missing');
    await slack.stopAnswer(ann, answer);
    expect(app.events().filter(({ type }) => type === 'agent_session_stopped')).toMatchObject([
      { thread_ts: asked.ts, streaming_message_ts: [ts] },
    ]);
    expect(listOf(app.events())).not.toEqual([]);
  });
});
