import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import { startFakeSlack } from '../../support/slack/fake-slack.ts';
import type { FakeSlack } from '../../support/slack/fake-slack.types.ts';
import { type InstallApp, type OAuthPlace, startInstallApp } from '../../support/slack/install-app.ts';
import { plainClient } from '../../support/slack/plain-client.ts';

let slack: FakeSlack;
let app: InstallApp;
let client: WebClient;

const place = (): OAuthPlace => ({ apiUrl: slack.apiUrl, authorizeUrl: slack.authorizeUrl, ...slack.settings });
const failure = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'nothing failed',
    (error: { data?: { error: string } }) => error.data?.error ?? 'another error',
  );
const codeOf = (location: string): string => new URL(location).searchParams.get('code') ?? '';

beforeAll(async () => {
  app = await startInstallApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.installed.length = 0;
  app.failures.length = 0;
  slack = await startFakeSlack();
  client = plainClient(slack);
});
afterEach(() => slack.close());

describe('consent at the double of Slack', () => {
  test('installs in a workspace with a token that works', async () => {
    const acme = slack.addWorkspace('acme');
    const ann = acme.addPerson('Ann');
    const { url, cookie } = await app.begin(place());
    const { location } = await slack.consent(url, ann);
    expect(await app.comeBack(location, cookie)).toMatchObject({ status: 200 });
    const [installation] = app.installed;
    expect(installation).toMatchObject({
      team: { id: acme.teamId, name: 'acme' },
      user: { id: ann.id },
      isEnterpriseInstall: false,
      metadata: 'tenant-1',
      bot: { userId: acme.botUserId, scopes: ['chat:write', 'commands'] },
    });
    expect(await plainClient(slack, installation?.bot?.token).auth.test()).toMatchObject({ team_id: acme.teamId });
  });

  test('installs in a whole organisation, where the team is nothing', async () => {
    const north = slack.addWorkspace('north', { enterprise: 'Umbrella' });
    const south = slack.addWorkspace('south', { enterprise: 'Umbrella' });
    const { url, cookie } = await app.begin(place());
    const { location } = await slack.consent(url, north.addPerson('Nia'), { orgWide: true });
    await app.comeBack(location, cookie);
    const [installation] = app.installed;
    expect(installation).toMatchObject({ team: undefined, enterprise: { id: north.enterpriseId }, isEnterpriseInstall: true });
    const posted = plainClient(slack, installation?.bot?.token).chat.postMessage({ channel: south.addChannel('help'), text: 'hello' });
    expect(await posted).toMatchObject({ ok: true });
  });

  test('can be refused by the person, and needs the browser that began', async () => {
    const ann = slack.addWorkspace('acme').addPerson('Ann');
    const first = await app.begin(place());
    await app.comeBack((await slack.consent(first.url, ann, { deny: true })).location, first.cookie);
    const second = await app.begin(place());
    await app.comeBack((await slack.consent(second.url, ann)).location, first.cookie);
    expect(app.failures).toEqual([
      expect.stringContaining('slack_oauth_installer_authorization_error'),
      expect.stringContaining('slack_oauth_invalid_state'),
    ]);
    expect(app.installed).toEqual([]);
  });

  test('gives a code that is exchanged once, by the app itself, for the address it went to', async () => {
    const ann = slack.addWorkspace('acme').addPerson('Ann');
    const { clientId, clientSecret } = slack.settings;
    const asked = `${slack.authorizeUrl}?client_id=${clientId}&scope=chat:write&redirect_uri=${encodeURIComponent(app.redirectUri)}`;
    const code = codeOf((await slack.consent(asked, ann)).location);
    const exchange = (more: object = {}) =>
      client.oauth.v2.access({ client_id: clientId, client_secret: clientSecret, code, redirect_uri: app.redirectUri, ...more });
    expect(await failure(exchange({ client_secret: 'guessed' }))).toBe('bad_client_secret');
    expect(await failure(exchange({ client_id: '1.2' }))).toBe('invalid_client_id');
    expect(await failure(exchange({ redirect_uri: 'https://evil.example/' }))).toBe('bad_redirect_uri');
    expect(await failure(exchange({ code: 'made-up' }))).toBe('invalid_code');
    expect(await exchange()).toMatchObject({ ok: true, token_type: 'bot' });
    expect(await failure(exchange())).toBe('code_already_used');
    const old = codeOf((await slack.consent(asked, ann)).location);
    slack.age(10 * 60_000 + 1);
    expect(await failure(exchange({ code: old }))).toBe('invalid_code');
    await expect(slack.consent(asked.replace(clientId, '1.2'), ann)).rejects.toThrow('no app');
  });

  test('hands out refresh tokens that work once when tokens rotate', async () => {
    await slack.close();
    slack = await startFakeSlack({ rotation: true });
    client = plainClient(slack);
    const acme = slack.addWorkspace('acme');
    const { url, cookie } = await app.begin(place());
    await app.comeBack((await slack.consent(url, acme.addPerson('Ann'))).location, cookie);
    const bot = app.installed[0]?.bot;
    expect(bot?.expiresAt).toBeGreaterThan(Date.now() / 1000 + 43_000);
    slack.expireTokens(acme);
    expect(await failure(plainClient(slack, bot?.token).auth.test())).toBe('token_expired');
    const { clientId, clientSecret } = slack.settings;
    const refresh = () =>
      client.oauth.v2.access({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: 'refresh_token',
        refresh_token: bot?.refreshToken ?? '',
      });
    const fresh = await refresh();
    expect(fresh).toMatchObject({ expires_in: 43_200, team: { id: acme.teamId } });
    expect(fresh.refresh_token).not.toBe(bot?.refreshToken);
    expect(await plainClient(slack, fresh.access_token).auth.test()).toMatchObject({ ok: true });
    expect(await failure(refresh())).toBe('invalid_refresh_token');
  });
});
