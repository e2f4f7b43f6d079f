import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SlackListeners } from '../../../bots/slack/slack.types.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { openSlackDoor, type SlackDoor } from '../../support/slack-door.ts';

let door: SlackDoor;
const directly: string[] = [];

const listeners: SlackListeners = (app) => {
  app.command('/desk', async ({ ack, command, context }) => {
    expect(context.botToken).toMatch(/^xoxb-/);
    directly.push(command.text);
    if (command.text === 'reply') return new Promise(() => undefined);
    if (command.text === 'open') throw new Error('the form cannot be made');
    await ack({ text: 'first' });
    await ack({ text: 'second' });
  });
};

beforeAll(async () => {
  door = await openSlackDoor([listeners], { slack: { retryGaps: [10, 20, 30] } });
});
afterAll(() => door.close());

let count = 0;
/** An envelope of workspace One as Slack sends it, with an id of its own. */
function envelope(more: Record<string, unknown> = {}): string {
  count += 1;
  return JSON.stringify({
    type: 'event_callback',
    token: 'old proof',
    event_id: `EvTest${count}`,
    team_id: door.one.workspace.teamId,
    authorizations: [
      { enterprise_id: null, team_id: door.one.workspace.teamId, user_id: 'U1', is_bot: true, is_enterprise_install: false },
    ],
    event: { type: 'message', channel: 'C1', user: 'U1', text: 'hello', ts: '1.000100' },
    ...more,
  });
}

const json = { 'content-type': 'application/json' };
const send = (body: string, headers: Record<string, string> = door.slack.sign(body)) => door.slack.raw(body, { ...json, ...headers });
const mine = () => door.rows(door.one.tenant);
const seconds = (offset: number): number => Math.floor(Date.now() / 1000) + offset;

describe('a request that Slack did not send', () => {
  it.each([
    [
      'with another secret',
      (body: string) => ({
        ...door.slack.sign(body),
        'x-slack-signature': `v0=${createHmac('sha256', 'other').update(body).digest('hex')}`,
      }),
    ],
    ['signed over other bytes', (body: string) => door.slack.sign(`${body} `)],
    ['older than five minutes', (body: string) => door.slack.sign(body, seconds(-301))],
    ['from a day in the future', (body: string) => door.slack.sign(body, seconds(86_400))],
    ['from two minutes in the future', (body: string) => door.slack.sign(body, seconds(120))],
    [
      'by another scheme',
      (body: string) => ({
        ...door.slack.sign(body),
        'x-slack-signature': String(door.slack.sign(body)['x-slack-signature']).replace('v0=', 'v1='),
      }),
    ],
    ['without a signature', () => ({ 'x-slack-request-timestamp': String(seconds(0)) })],
    ['without a time', (body: string) => ({ 'x-slack-signature': String(door.slack.sign(body)['x-slack-signature']) })],
    ['with a time that is none', (body: string) => ({ ...door.slack.sign(body), 'x-slack-request-timestamp': 'NaN' })],
  ])('is refused and leaves nothing when it is %s', async (_what, headersOf) => {
    const before = (await mine()).length;
    const body = envelope();
    const { status, body: said } = await send(body, headersOf(body));
    expect({ status, said }).toEqual({ status: 401, said: '' });
    expect(await mine()).toHaveLength(before);
  });

  it('is taken when its clock is a little ahead of ours', async () => {
    const body = envelope();
    expect((await send(body, door.slack.sign(body, seconds(40)))).status).toBe(200);
  });

  it('is refused before it is looked at when it is larger than a megabyte', async () => {
    const before = (await mine()).length;
    const body = envelope({ filler: 'x'.repeat(1_048_576) });
    expect((await send(body)).status).toBe(413);
    expect(await mine()).toHaveLength(before);
  });

  it('is a bad request when it is signed and no object', async () => {
    expect((await send('[1]')).status).toBe(400);
    expect((await send('{"type":')).status).toBe(400);
  });
});

describe('a request of Slack', () => {
  it('is kept before it is acknowledged, without its old proof, and seen by its company alone', async () => {
    const before = (await mine()).length;
    const { status, body } = await send(envelope({ event_id: 'EvKept' }));
    expect({ status, body }).toEqual({ status: 200, body: '' });
    const rows = await mine();
    expect(rows).toHaveLength(before + 1);
    expect(rows.at(-1)).toMatchObject({ kind: 'event', state: 'new', event_key: `${door.one.installationId}:EvKept`, attempts: 0 });
    expect(rows.at(-1)?.payload).not.toHaveProperty('token');
    expect(await door.rows(door.two.tenant)).toEqual([]);
  });

  it('is kept once however often it is sent', async () => {
    const body = envelope();
    const before = (await mine()).length;
    const answers = await Promise.all([send(body), send(body), send(body), send(body)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await mine()).toHaveLength(before + 1);
  });

  it('shares its lane with the mention that it also is, with its edits and with reactions to it', async () => {
    const before = (await mine()).length;
    const said = { channel: 'C7', user: 'U1', text: 'hello', ts: '7.000100' };
    const events = [
      { type: 'message', ...said },
      { type: 'app_mention', ...said },
      { type: 'message', subtype: 'message_changed', channel: 'C7', message: said, previous_message: said, ts: '7.9' },
      { type: 'reaction_added', user: 'U1', reaction: 'eyes', item: { type: 'message', channel: 'C7', ts: said.ts } },
      { type: 'message', ...said, ts: '7.000200', thread_ts: said.ts },
    ];
    for (const event of events) await send(envelope({ event }));
    const rows = (await mine()).slice(before);
    expect(rows).toHaveLength(events.length);
    expect(new Set(rows.map(({ lane }) => lane))).toEqual(new Set([`${door.one.installationId}:C7:7.000100`]));
  });

  it('is asked for again while the database refuses it, and then kept once', async () => {
    const before = (await mine()).length;
    const rename = (from: string, to: string) =>
      withClient(door.desk.fresh.superuserUrl, async (client) => void (await client.query(`alter table ${from} rename to ${to}`)));
    await rename('chat_inbox', 'chat_inbox_away');
    const first = await door.slack.deliver(door.one.workspace, { type: 'message', channel: 'C1', user: 'U1', text: 'hi', ts: '2.1' });
    await rename('chat_inbox_away', 'chat_inbox');
    await door.slack.idle();
    expect(first.status).toBe(503);
    expect(await mine()).toHaveLength(before + 1);
  });

  it('of a workspace that nobody connected is acknowledged and forgotten', async () => {
    const before = (await mine()).length;
    const stranger = { enterprise_id: null, team_id: 'TSTRANGER', user_id: 'U1', is_bot: true, is_enterprise_install: false };
    // Its message stands in a channel that it shares with a workspace of ours.
    expect((await send(envelope({ authorizations: [stranger] }))).status).toBe(200);
    expect(await mine()).toHaveLength(before);
  });

  it('that says what we did ourselves is acknowledged and not kept, unless somebody removed it', async () => {
    const before = (await mine()).length;
    const { botUserId } = door.one.workspace;
    const said = { user: botUserId, text: 'a card', ts: '3.1' };
    await send(envelope({ event: { type: 'message', channel: 'C1', ...said } }));
    await send(envelope({ event: { type: 'message', subtype: 'message_changed', channel: 'C1', message: said, ts: '3.2' } }));
    expect(await mine()).toHaveLength(before);
    await send(
      envelope({
        event: { type: 'message', subtype: 'message_deleted', channel: 'C1', previous_message: said, deleted_ts: '3.1', ts: '3.3' },
      }),
    );
    expect(await mine()).toHaveLength(before + 1);
  });

  it('is kept when its text holds what a database column cannot', async () => {
    const event = { type: 'message', channel: 'C1', user: 'U1', text: 'zero \u0000 and half \ud83d of a pair, \\u0000 as text', ts: '4.1' };
    expect((await send(envelope({ event, event_id: 'EvOdd' }))).status).toBe(200);
    const row = (await mine()).find(({ event_key: key }) => key.endsWith(':EvOdd'));
    expect(row?.payload).toMatchObject({ event: { text: 'zero  and half \ufffd of a pair, \\u0000 as text' } });
  });

  it('that checks the address gets its word back', async () => {
    const { status, body } = await send(JSON.stringify({ type: 'url_verification', challenge: 'say it', token: 't' }));
    expect({ status, said: JSON.parse(body) }).toEqual({ status: 200, said: { challenge: 'say it' } });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await door.slack.raw('ssl_check=1&token=t', { ...form, ...door.slack.sign('ssl_check=1&token=t') })).status).toBe(200);
  });
});

describe('commands and presses', () => {
  it('keeps a command before it is acknowledged, with its way to answer sealed', async () => {
    const person = door.one.workspace.addPerson('ann');
    const channel = door.one.workspace.addChannel('general');
    const { status, body } = await door.slack.command(person, channel, '/desk', 'list mine');
    expect({ status, body }).toEqual({ status: 200, body: '' });
    const row = (await mine()).at(-1);
    expect(row).toMatchObject({ kind: 'command', lane: `${door.one.installationId}:${channel}:${person.id}` });
    expect(row?.payload).toMatchObject({ command: '/desk', text: 'list mine', user_id: person.id });
    expect(JSON.stringify(row?.payload)).not.toContain('http');
    expect(row?.payload).not.toHaveProperty('token');
    expect(door.deps.unseal(row?.response_url ?? '', '')).toMatch(/^http:\/\/127/);
    expect(directly).toEqual([]);
  });

  const press = (actionId: string, more: Record<string, unknown> = {}) => {
    const payload = JSON.stringify({
      type: 'block_actions',
      token: 't',
      user: { id: 'U1', team_id: door.one.workspace.teamId },
      team: { id: door.one.workspace.teamId },
      container: { type: 'message', message_ts: '5.2', thread_ts: '5.1', channel_id: 'C1' },
      channel: { id: 'C1' },
      actions: [{ type: 'button', action_id: actionId, block_id: 'b', value: 'v', action_ts: '9.9' }],
      response_url: 'https://hooks.example/secret',
      ...more,
    });
    const body = new URLSearchParams({ payload }).toString();
    return door.slack.raw(body, { 'content-type': 'application/x-www-form-urlencoded', ...door.slack.sign(body) });
  };

  it('keeps a press that changes something once, in the lane of its thread', async () => {
    const before = (await mine()).length;
    expect((await Promise.all([press('op:assign'), press('op:assign')])).map(({ status }) => status)).toEqual([200, 200]);
    const rows = (await mine()).slice(before);
    expect(rows.map(({ kind, lane }) => ({ kind, lane }))).toEqual([{ kind: 'action', lane: `${door.one.installationId}:C1:5.1` }]);
    expect(JSON.stringify(rows)).not.toContain('hooks.example');
  });

  it('acknowledges links and fields without keeping them', async () => {
    const before = (await mine()).length;
    expect((await press('link:ticket')).status).toBe(200);
    expect((await press('priority')).status).toBe(200);
    expect(await mine()).toHaveLength(before);
  });

  it('tells the workspace that drew a card from the one of whoever pressed it', async () => {
    const before = (await mine()).length;
    const [theirs, ours] = [door.two.workspace.teamId, door.one.workspace.teamId];
    const message = { ts: '5.2', app_id: door.slack.settings.appId, bot_profile: { app_id: door.slack.settings.appId, team_id: ours } };
    const pressed = await press('op:assign', {
      api_app_id: door.slack.settings.appId,
      message,
      team: { id: theirs },
      user: { id: 'U9', team_id: theirs },
    });
    expect(pressed.status).toBe(200);
    expect(await mine()).toHaveLength(before + 1);
    expect(await door.rows(door.two.tenant)).toEqual([]);
  });

  it('answers what opens a form at once, with its first word', async () => {
    const person = door.one.workspace.addPerson('ben');
    const channel = door.one.workspace.addChannel('desk');
    const before = (await mine()).length;
    const { status, body } = await door.slack.command(person, channel, '/desk', 'new');
    expect({ status, said: JSON.parse(body) }).toEqual({ status: 200, said: { text: 'first' } });
    expect(await mine()).toHaveLength(before);
  });

  it('says that it did not work when the listener fails before it answers', async () => {
    const person = door.one.workspace.addPerson('cas');
    const answered = await door.slack.command(person, door.one.workspace.addChannel('more'), '/desk', 'open');
    expect(answered.status).toBe(500);
  });

  it('answers with nothing for a listener that hangs, within the three seconds that Slack waits', async () => {
    const person = door.one.workspace.addPerson('dan');
    const answered = await door.slack.command(person, door.one.workspace.addChannel('slow'), '/desk', 'reply');
    expect({ status: answered.status, body: answered.body }).toEqual({ status: 200, body: '' });
    expect(directly.at(-1)).toBe('reply');
  });
});
