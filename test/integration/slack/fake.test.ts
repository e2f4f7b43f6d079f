import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { verifySlackRequest } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import type { WebClient } from '@slack/web-api';
import { startFakeSlack } from '../../support/slack/fake-slack.ts';
import type { FakePerson, FakeSlack, FakeSlackOptions, FakeWorkspace } from '../../support/slack/fake-slack.types.ts';
import type { Json } from '../../support/slack/json.ts';
import { plainClient, quietLogger } from '../../support/slack/plain-client.ts';
import { startTinyApp, type TinyApp } from '../../support/slack/tiny-app.ts';

let slack: FakeSlack;
let app: TinyApp;
let acme: FakeWorkspace;
let ann: FakePerson;
let help: string;
let client: WebClient;

async function start(options: FakeSlackOptions = {}): Promise<void> {
  slack = await startFakeSlack(options);
  slack.connect(app.url);
  acme = slack.addWorkspace('acme');
  ann = acme.addPerson('Ann');
  help = acme.addChannel('help');
  client = plainClient(slack, slack.grant(acme).botToken);
}

beforeEach(async () => {
  app = await startTinyApp();
  await start();
});
afterEach(async () => {
  await slack.close();
  await app.close();
});

const retriesOf = (): unknown[] => app.got.map(({ headers }) => headers['x-slack-retry-num']);
const ids = (): unknown[] => app.got.map(({ body }) => body.event_id);

describe('deliveries of the double of Slack', () => {
  test('carry a signature that Bolt accepts, and another one does not pass', async () => {
    await slack.say(ann, help, 'hello');
    await slack.command(ann, help, '/desk', 'help & more');
    for (const { headers, raw } of app.got) {
      const signed = {
        'x-slack-signature': String(headers['x-slack-signature']),
        'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
      };
      const check = (signingSecret: string) => () => verifySlackRequest({ signingSecret, body: raw, headers: signed });
      expect(check(slack.settings.signingSecret)).not.toThrow();
      expect(check('another')).toThrow();
    }
    expect(app.last()).toMatchObject({ command: '/desk', text: 'help & more', is_enterprise_install: 'false', channel_name: 'help' });
    expect((await slack.raw('{}', { 'content-type': 'application/json', ...slack.sign('{}', 1) })).status).toBe(200);
    expect(app.got.at(-1)?.headers['x-slack-request-timestamp']).toBe('1');
  });

  test('tell of one message twice when the app is named, under two event ids', async () => {
    await slack.say(ann, help, `<@${acme.botUserId}> help`);
    expect(app.events().map(({ type, ts, channel_type: kind }) => [type, ts, kind])).toEqual([
      ['message', expect.any(String), 'channel'],
      ['app_mention', app.events()[0]?.ts, undefined],
    ]);
    expect(new Set(ids()).size).toBe(2);
  });

  test('come again three times under the same id when they fail, with the number and the reason', async () => {
    app.answer(() => ({ status: 500 }));
    await slack.say(ann, help, 'hello');
    await slack.idle();
    expect(retriesOf()).toEqual([undefined, '1', '2', '3']);
    expect(app.got[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(ids()).size).toBe(1);
  });

  test('stop to come again when the app says so, or when it answers in the end', async () => {
    app.answer(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
    await slack.say(ann, help, 'once');
    await slack.idle();
    expect(retriesOf()).toEqual([undefined]);
    app.answer(({ headers }) => ({ status: headers['x-slack-retry-num'] === '1' ? 200 : 503 }));
    await slack.say(ann, help, 'twice');
    await slack.idle();
    expect(retriesOf()).toEqual([undefined, undefined, '1']);
  });

  test('fail when the answer takes too long, and when nobody listens', async () => {
    await slack.close();
    await start({ deadlineMs: 30, retryGaps: [1] });
    app.answer(() => ({ delayMs: 200 }));
    expect(await slack.command(ann, help, '/desk', '')).toMatchObject({ status: 0 });
    await slack.say(ann, help, 'hello');
    await slack.idle();
    expect(app.got.at(-1)?.headers['x-slack-retry-reason']).toBe('http_timeout');
    slack.connect('http://127.0.0.1:9/');
    expect(await slack.command(ann, help, '/desk', '')).toMatchObject({ status: 0 });
  });

  test('follow a message through its change, its end, and the tombstone of one with replies', async () => {
    const message = await slack.say(ann, help, 'one');
    await slack.edit(message, 'two');
    await slack.remove(message);
    const parent = await slack.say(ann, help, 'parent');
    await slack.say(ann, help, 'reply', { threadTs: parent.ts });
    await slack.remove(parent);
    const [, changed, deleted, , , tombstone] = app.events();
    expect(changed).toMatchObject({ subtype: 'message_changed', message: { text: 'two' }, previous_message: { text: 'one' } });
    expect(deleted).toMatchObject({ subtype: 'message_deleted', deleted_ts: message.ts });
    expect(tombstone).toMatchObject({ subtype: 'message_changed', message: { subtype: 'tombstone' } });
    expect(slack.messages(help).map(({ text }) => text)).toEqual(['reply']);
  });

  test('echo what the app itself says, unless only one person sees it', async () => {
    const { ts } = await client.chat.postMessage({ channel: help, text: 'hello' });
    await client.chat.update({ channel: help, ts: String(ts), text: 'bye' });
    await client.chat.postEphemeral({ channel: help, user: ann.id, text: 'psst' });
    await slack.idle();
    const told = app.events().map(({ subtype, bot_id: bot }) => `${subtype ?? 'plain'} ${bot ?? 'nobody'}`);
    expect(told.sort()).toEqual(['message_changed nobody', `plain ${slack.grant(acme).botId}`]);
  });

  test('keep away from channels without the app and workspaces without an installation', async () => {
    const away = acme.addChannel('away', { withoutBot: true });
    await slack.say(ann, away, `<@${acme.botUserId}>`);
    const globex = slack.addWorkspace('globex');
    await slack.say(globex.addPerson('Max'), globex.addChannel('help'), 'hello');
    expect(app.got).toEqual([]);
    await expect(slack.command(globex.addPerson('Mia'), globex.addChannel('x'), '/desk', '')).rejects.toThrow('not installed');
  });

  test('say who is of another company, and keep such people out of channels that are not shared', async () => {
    const shared = acme.addChannel('with-globex', { isShared: true });
    const globex = slack.addWorkspace('globex');
    const max = globex.addPerson('Max');
    await slack.say(max, shared, 'hello');
    expect(app.last()).toMatchObject({
      is_ext_shared_channel: true,
      team_id: acme.teamId,
      event: { user: max.id, user_team: globex.teamId },
    });
    await expect(slack.say(max, help, 'hello')).rejects.toThrow('not shared');
  });

  test('name the organisation for an installation that is organisation-wide', async () => {
    await slack.close();
    await start();
    const north = slack.addWorkspace('north', { enterprise: 'Umbrella' });
    const south = slack.addWorkspace('south', { enterprise: 'Umbrella' });
    slack.grant(north, { orgWide: true });
    await slack.say(south.addPerson('Sue'), south.addChannel('help'), 'hello');
    const install = { enterprise_id: south.enterpriseId, team_id: null, is_enterprise_install: true };
    expect(app.last()).toMatchObject({ team_id: south.teamId, context_enterprise_id: north.enterpriseId, authorizations: [install] });
  });

  test('bring reactions, links, files, direct messages and the opened home tab', async () => {
    const message = await slack.say(ann, help, 'broken', {
      files: [{ id: 'F0000000001', name: 'a.txt', mimetype: 'text/plain', content: Buffer.from('a') }],
    });
    await slack.react(ann, message, 'eyes');
    const link = await slack.shareLink(ann, help, 'https://desk.example/t/1');
    await client.chat.unfurl({ channel: help, ts: link.ts, unfurls: { 'https://desk.example/t/1': { blocks: [{ type: 'divider' }] } } });
    await slack.say(ann, slack.dmChannel(ann), 'hello');
    await slack.openHome(ann, 'messages');
    expect(app.events().map(({ type, subtype, channel_type: kind }) => [type, subtype, kind])).toEqual([
      ['message', 'file_share', 'channel'],
      ['reaction_added', undefined, undefined],
      ['message', undefined, 'channel'],
      ['link_shared', undefined, undefined],
      ['message', undefined, 'im'],
      ['app_home_opened', undefined, undefined],
    ]);
    expect(app.last()).toMatchObject({ event: { tab: 'messages', channel: slack.dmChannel(ann) } });
    expect(slack.unfurls(link)).toEqual({ 'https://desk.example/t/1': { blocks: [{ type: 'divider' }] } });
  });

  test('let a test send any event, as often as it likes, under one id', async () => {
    const event = { type: 'message', user: ann.id, channel: help, text: 'by hand', ts: '1700000000.000100' };
    for (const retryNum of [1, 2]) await slack.deliver(acme, event, { eventId: 'Ev1', retryNum });
    expect(ids()).toEqual(['Ev1', 'Ev1']);
    expect(retriesOf()).toEqual(['1', '2']);
    expect(await client.chat.postMessage({ channel: help, text: 'x', thread_ts: '1700000000.000100' })).toMatchObject({ ok: true });
  });

  test('end with the tokens and the app, and nothing comes after', async () => {
    await slack.uninstall(acme);
    expect(
      app
        .events()
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['app_uninstalled', 'tokens_revoked']);
    await slack.say(ann, help, 'anybody?');
    expect(app.got).toHaveLength(2);
  });

  test('go over sockets when the app holds them open, with the same answers', async () => {
    const socket = new SocketModeClient({
      appToken: slack.settings.appToken,
      clientOptions: { slackApiUrl: slack.apiUrl },
      logger: quietLogger,
    });
    const heard: Json[] = [];
    const pong = 'pong '.repeat(100);
    socket.on('slack_event', async ({ ack, body, type }: { ack: (answer?: Json) => Promise<void>; body: Json; type: string }) => {
      heard.push({ type, ...body });
      await ack(type === 'slash_commands' ? { text: pong } : undefined);
    });
    await socket.start();
    await slack.say(ann, help, 'x'.repeat(70_000));
    expect(await slack.command(ann, help, '/desk', 'ping')).toMatchObject({ status: 200, body: JSON.stringify({ text: pong }) });
    expect(slack.ephemerals(ann).map(({ text }) => text)).toEqual([pong]);
    expect(heard.map(({ type }) => type)).toEqual(['event_callback', 'slash_commands']);
    expect([slack.sockets.count(), app.got.length]).toEqual([1, 0]);
    await socket.disconnect();
  });
});
