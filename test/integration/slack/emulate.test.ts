import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import { createEmulator, type Emulator } from 'emulate';
import { startFakeSlack } from '../../support/slack/fake-slack.ts';
import type { FakeSlack } from '../../support/slack/fake-slack.types.ts';
import { type InstallApp, type OAuthPlace, startInstallApp } from '../../support/slack/install-app.ts';
import { plainClient } from '../../support/slack/plain-client.ts';

/** An implementation of Slack with one person who consents and one channel with the app in it. */
type Place = OAuthPlace & { name: string; consent(url: string): Promise<string>; channel(client: WebClient): Promise<string> };

const clientId = '12345.67890';
const clientSecret = 'a secret of the test alone';
let app: InstallApp;
let emulate: Emulator;
let slack: FakeSlack;
let places: Place[];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// The first button of the page is the first user; its form carries what the page was asked with.
async function pressEmulate(url: string): Promise<string> {
  const page = await (await fetch(url)).text();
  const form = /<form[^>]*action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/.exec(page);
  if (form === null) throw new Error(`no form on the page: ${page.slice(0, 300)}`);
  const fields = [...(form[2] ?? '').matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [
    name,
    value.replaceAll('&amp;', '&'),
  ]);
  const answer = await fetch(new URL(form[1] ?? '', url), { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  return answer.headers.get('location') ?? '';
}

beforeAll(async () => {
  app = await startInstallApp();
  const oauth = { client_id: clientId, client_secret: clientSecret, name: 'Deskhand', redirect_uris: [app.redirectUri] };
  const seed = { slack: { users: [{ name: 'ann' }], channels: [{ name: 'help' }], oauth_apps: [oauth] } };
  emulate = await createEmulator({ service: 'slack', port: await freePort(), seed });
  slack = await startFakeSlack({ clientId, clientSecret });
  const acme = slack.addWorkspace('acme');
  const ann = acme.addPerson('ann');
  const help = acme.addChannel('help');
  const emulated = async (client: WebClient): Promise<string> => {
    const { channels = [] } = await client.conversations.list();
    const id = channels.find(({ name }) => name === 'help')?.id ?? '';
    await client.conversations.join({ channel: id });
    return id;
  };
  const keys = { clientId, clientSecret };
  const emulateUrls = { apiUrl: `${emulate.url}/api/`, authorizeUrl: `${emulate.url}/oauth/v2/authorize` };
  places = [
    { name: 'emulate', ...keys, ...emulateUrls, consent: pressEmulate, channel: emulated },
    {
      name: 'our double',
      ...keys,
      apiUrl: slack.apiUrl,
      authorizeUrl: slack.authorizeUrl,
      consent: async (url) => (await slack.consent(url, ann)).location,
      channel: () => Promise.resolve(help),
    },
  ];
}, 20_000);
afterAll(async () => {
  await emulate.close();
  await slack.close();
  await app.close();
});

const failure = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'nothing failed',
    (error: { data?: { error: string }; message: string }) => error.data?.error ?? error.message,
  );

/** Names of what is there; what is in it differs from run to run. */
const shape = (value: object | undefined): string[] =>
  Object.entries(value ?? {})
    .filter(([, each]) => each !== undefined)
    .map(([key]) => key)
    .sort();

async function installAt(place: Place) {
  app.installed.length = 0;
  app.failures.length = 0;
  const { url, cookie } = await app.begin(place);
  const location = await place.consent(url);
  const stranger = await app.comeBack(location, '');
  const back = await app.comeBack(location, cookie);
  const again = await app.comeBack(location, cookie);
  const installation = app.installed[0];
  const facts = {
    statuses: [stranger.status, back.status, again.status],
    asked: shape(Object.fromEntries(new URL(url).searchParams)),
    returned: shape(Object.fromEntries(new URL(location).searchParams)),
    failures: app.failures.map((line) => line.split(' ')[0]),
    installation: shape(installation),
    bot: shape(installation?.bot),
    scopes: installation?.bot?.scopes,
    metadata: installation?.metadata,
    isEnterprise: installation?.isEnterpriseInstall,
    ids: [installation?.team?.id, installation?.bot?.userId, installation?.bot?.id, installation?.appId].map((id) => id?.[0]),
  };
  return { facts, client: plainClient(place, installation?.bot?.token) };
}

async function talkAt(place: Place, client: WebClient) {
  const channel = await place.channel(client);
  const { ts: root = '' } = await client.chat.postMessage({ channel, text: 'TKT-1 is open' });
  const { ts: reply = '' } = await client.chat.postMessage({ channel, text: 'noted', thread_ts: root });
  await client.chat.postMessage({ channel, text: 'beside', blocks: [{ type: 'divider' }] });
  const updated = await client.chat.update({ channel, ts: root, text: 'TKT-1 is solved' });
  await client.reactions.add({ channel, timestamp: root, name: 'eyes' });
  const thread = (await client.conversations.replies({ channel, ts: root })).messages ?? [];
  const before = ((await client.conversations.history({ channel })).messages ?? []).slice(0, 2);
  await client.chat.delete({ channel, ts: reply });
  const after = (await client.conversations.replies({ channel, ts: root })).messages ?? [];
  return {
    tsShape: [root, reply].map((ts) => /^\d{10}\.\d{6}$/.test(ts)),
    inOrder: root < reply,
    updated: [updated.ts === root, updated.text],
    thread: thread.map(({ text, ts }) => [text, ts === root, ts === reply]),
    edited: thread.map(({ edited }) => edited !== undefined),
    reactions: thread[0]?.reactions?.map(({ name, count }) => [name, count]),
    history: before.map(({ text }) => text),
    after: after.map(({ text }) => text),
    errors: {
      noText: await failure(client.chat.postMessage({ channel, text: '' })),
      nowhere: await failure(client.chat.postMessage({ channel: 'C0NOWHERE0', text: 'x' })),
      gone: await failure(client.chat.update({ channel, ts: reply, text: 'x' })),
      twice: await failure(client.reactions.add({ channel, timestamp: root, name: 'eyes' })),
      nothing: await failure(client.chat.delete({ channel, ts: '1700000000.000001' })),
      noToken: await failure(plainClient(place).auth.test()),
    },
    permalink: (await client.chat.getPermalink({ channel, message_ts: root })).permalink?.endsWith(
      `/archives/${channel}/p${root.replace('.', '')}`,
    ),
  };
}

describe('our double of Slack beside emulate', () => {
  test('both end an installation and a conversation in the same state', async () => {
    const outcomes = [];
    for (const place of places) {
      const { facts, client } = await installAt(place);
      outcomes.push({ facts, talk: await talkAt(place, client) });
    }
    const [theirs, ours] = outcomes;
    expect(ours).toEqual(theirs);
    expect(ours?.facts).toMatchObject({ statuses: [400, 200, 400], metadata: 'tenant-1', ids: ['T', 'U', 'B', 'A'] });
    expect(ours?.talk).toMatchObject({ after: ['TKT-1 is solved'], errors: { gone: 'message_not_found', twice: 'already_reacted' } });
  });

  test('only ours refuses a section that is too long', async () => {
    const text = { type: 'mrkdwn' as const, text: 'x'.repeat(3_001) };
    const results = [];
    for (const place of places) {
      const { client } = await installAt(place);
      const channel = await place.channel(client);
      results.push([place.name, await failure(client.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'section', text }] }))]);
    }
    expect(results).toEqual([
      ['emulate', 'nothing failed'],
      ['our double', 'invalid_blocks'],
    ]);
  });
});
