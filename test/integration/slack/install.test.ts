import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimHours } from '../../../bots/slack/install/claims.ts';
import { queueChatPost } from '../../../domain/chat/queue-chat-post.ts';
import { type InstallationId, newId } from '../../../domain/ids.types.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { system } from '../../support/desk.ts';
import { type WebClient, webClient } from '../../support/web-client.ts';
import { begin, comeBack, connect, cookieOf, type InstallDesk, installFromSlack, openInstallDesk } from './install-kit.ts';

let kit: InstallDesk;
let admin: WebClient;
let otherAdmin: WebClient;
beforeAll(async () => {
  kit = await openInstallDesk();
  admin = await kit.browser(kit.desk.one.id, 'admin');
  otherAdmin = await kit.browser(kit.desk.two.id, 'owner');
}, 120_000);
afterAll(() => kit.close());

const one = () => kit.desk.one.id;
const two = () => kit.desk.two.id;
const named = async (tenantId: typeof kit.desk.one.id, teamId: string) =>
  (await kit.workspaces(tenantId)).find(({ externalId }) => externalId === teamId);
const fresh = (name: string, more: { enterprise?: string } = {}) => {
  const workspace = kit.slack.addWorkspace(name, more);
  return { workspace, boss: workspace.addPerson('boss') };
};
const tokenIn = (location: string | null): string => new URL(location ?? '', kit.url).hash.slice(1);

describe('an installation that an admin starts', () => {
  it('connects the workspace to the admin’s company and to no other', async () => {
    const { workspace, boss } = fresh('acme');
    const { url, cookie, answer } = await begin(admin);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-deskhand-slack=[\w-]{43}; Max-Age=600; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/,
    );
    const { location } = await kit.slack.consent(url, boss);
    const end = await comeBack(kit, location, cookie);
    expect({ status: end.status, says: end.text.includes('acme is connected') }).toEqual({ status: 200, says: true });
    expect(end.headers.get('set-cookie')).toMatch(/^__Host-deskhand-slack=;.*Expires=Thu, 01 Jan 1970/);
    const mine = await named(one(), workspace.teamId);
    expect(mine).toMatchObject({ name: 'acme', state: 'active', isEnterprise: false, installedBy: expect.stringContaining('admin') });
    expect(await kit.workspaces(two())).toEqual([]);
    const client = await kit.clients.clientFor(one(), mine?.id as InstallationId);
    expect(await client.auth.test()).toMatchObject({ ok: true, team_id: workspace.teamId });
    await expect(kit.clients.clientFor(two(), mine?.id as InstallationId)).rejects.toMatchObject({ code: 'not_configured' });
  });

  it('connects a second workspace beside the first, and a whole organisation', async () => {
    const { workspace, boss } = fresh('acme-labs');
    await connect(kit, admin, boss);
    expect(await named(one(), workspace.teamId)).toMatchObject({ state: 'active' });
    const org = fresh('grid-one', { enterprise: 'Grid' });
    const end = await connect(kit, admin, org.boss, { orgWide: true });
    expect(end.status).toBe(200);
    expect(await named(one(), org.workspace.enterpriseId ?? '')).toMatchObject({ state: 'active', isEnterprise: true, name: 'Grid' });
    expect(await named(one(), org.workspace.teamId)).toBeUndefined();
  });

  it('renews the same workspace of the same company in its row', async () => {
    const { workspace, boss } = fresh('twice');
    await connect(kit, admin, boss);
    const before = await named(one(), workspace.teamId);
    const end = await connect(kit, admin, boss);
    expect(end.status).toBe(200);
    expect((await named(one(), workspace.teamId))?.id).toBe(before?.id);
  });

  it('refuses a workspace of another company without naming it, and leaves it as it was', async () => {
    const { workspace, boss } = fresh('taken');
    await connect(kit, otherAdmin, boss);
    const end = await connect(kit, admin, boss);
    expect(end.status).toBe(400);
    expect(end.text).toContain('connected to another company');
    expect(end.text).not.toMatch(/Company two|two\.example/);
    expect(await named(one(), workspace.teamId)).toBeUndefined();
    const theirs = await named(two(), workspace.teamId);
    const client = await kit.clients.clientFor(two(), theirs?.id as InstallationId);
    expect((await client.auth.test()).ok).toBe(true);
  });

  it('lets one company have it when two admins come back at once', async () => {
    const { workspace, boss } = fresh('raced');
    const ends = await Promise.all([admin, otherAdmin, admin, otherAdmin].map((each) => connect(kit, each, boss)));
    const rows = await Promise.all([named(one(), workspace.teamId), named(two(), workspace.teamId)]);
    expect(rows.filter((row) => row?.state === 'active')).toHaveLength(1);
    expect(ends.map(({ status }) => status).toSorted()).toEqual([200, 200, 400, 400]);
  });
});

describe('a return from Slack', () => {
  const connectedNow = async (): Promise<number> => (await kit.workspaces(one())).length;

  it('is refused in another browser, and when the state is used, too old or made up', async () => {
    const { boss } = fresh('stranger');
    const count = await connectedNow();
    const { url, cookie } = await begin(admin);
    const { location } = await kit.slack.consent(url, boss);
    for (const wrong of [null, '__Host-deskhand-slack=', '__Host-deskhand-slack=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'])
      expect(await comeBack(kit, location, wrong)).toMatchObject({ status: 400, text: expect.stringContaining('begun in this browser') });
    const madeUp = location.replace(/state=[^&]+/, `state=${'A'.repeat(43)}`);
    expect((await comeBack(kit, madeUp, `__Host-deskhand-slack=${'A'.repeat(43)}`)).status).toBe(400);
    kit.clock.ahead = 11 * 60_000;
    expect((await comeBack(kit, location, cookie)).status).toBe(400);
    kit.clock.ahead = 0;
    expect(await connectedNow()).toBe(count);
    const later = await begin(admin);
    const back = await kit.slack.consent(later.url, boss);
    expect((await comeBack(kit, back.location, later.cookie)).status).toBe(200);
    // With a code of its own: only the state is used.
    const again = await kit.slack.consent(later.url, boss);
    expect(await comeBack(kit, again.location, later.cookie)).toMatchObject({
      status: 400,
      text: expect.stringContaining('begun in this browser'),
    });
    expect(await connectedNow()).toBe(count + 1);
  });

  it('says that consent was denied, and that a code is wrong', async () => {
    const { boss } = fresh('denied');
    const count = await connectedNow();
    const denied = await begin(admin);
    const { location } = await kit.slack.consent(denied.url, boss, { deny: true });
    expect(await comeBack(kit, location, denied.cookie)).toMatchObject({
      status: 400,
      text: expect.stringContaining('cancelled in Slack'),
    });
    const wrong = await begin(admin);
    const back = await kit.slack.consent(wrong.url, boss);
    const broken = back.location.replace(/code=[^&]+/, 'code=wrong');
    expect(await comeBack(kit, broken, wrong.cookie)).toMatchObject({
      status: 400,
      text: expect.stringContaining('answer was used already, is too old'),
    });
    expect(await connectedNow()).toBe(count);
  });

  it('counts the rights the admin has when they come back', async () => {
    const { workspace, boss } = fresh('demoted');
    const leaving = await kit.browser(one(), 'admin');
    const { url, cookie } = await begin(leaving);
    const { location } = await kit.slack.consent(url, boss);
    await kit.desk.withTenant(one(), system, (uow) =>
      sqlRows(uow, "update staff_users set role = 'support' where id = ? returning id", [leaving.userId]),
    );
    expect(await comeBack(kit, location, cookie)).toMatchObject({ status: 400, text: expect.stringContaining('Your role') });
    expect(await named(one(), workspace.teamId)).toBeUndefined();
  });

  it('can only be begun by who may edit settings', async () => {
    const agent = await kit.browser(one(), 'support');
    expect((await agent.send('POST', '/api/slack/install', {})).status).toBe(403);
    expect((await agent.get('/api/slack')).status).toBe(403);
    expect((await (await webClient({ url: kit.url })).get('/api/slack')).status).toBe(401);
  });
});

describe('an installation that was started in Slack', () => {
  it('waits for the company that claims it, once', async () => {
    const { workspace, boss } = fresh('unclaimed');
    const end = await installFromSlack(kit, boss);
    expect(end.status).toBe(303);
    const location = end.headers.get('location') ?? '';
    expect(location).toMatch(/^\/slack\/claim#[\w-]{43}$/);
    const token = tokenIn(location);
    expect(await named(one(), workspace.teamId)).toBeUndefined();
    expect((await admin.send('POST', '/api/slack/claim/look', { token })).json).toEqual({ workspace: 'unclaimed' });
    const agent = await kit.browser(one(), 'manager');
    expect((await agent.send('POST', '/api/slack/claim', { token })).status).toBe(403);
    const claimed = await Promise.all([admin, otherAdmin].map((each) => each.send('POST', '/api/slack/claim', { token })));
    expect(claimed.map(({ status }) => status).toSorted()).toEqual([200, 410]);
    expect((await admin.send('POST', '/api/slack/claim', { token })).status).toBe(410);
    expect((await admin.send('POST', '/api/slack/claim/look', { token })).status).toBe(410);
    const rows = await Promise.all([named(one(), workspace.teamId), named(two(), workspace.teamId)]);
    expect(rows.map((row) => row?.state ?? null).toSorted()).toEqual(['active', null]);
  });

  it('is gone after a day, and when the app was removed meanwhile', async () => {
    const { workspace, boss } = fresh('late');
    const token = tokenIn((await installFromSlack(kit, boss)).headers.get('location'));
    kit.clock.ahead = claimHours * 3_600_000 + 1_000;
    expect((await admin.send('POST', '/api/slack/claim', { token })).status).toBe(410);
    kit.clock.ahead = 0;
    await kit.slack.uninstall(workspace);
    expect((await admin.send('POST', '/api/slack/claim', { token })).status).toBe(410);
    expect(await named(one(), workspace.teamId)).toBeUndefined();
  });

  it('only renews a workspace that is connected already', async () => {
    const { workspace, boss } = fresh('known');
    await connect(kit, otherAdmin, boss);
    const before = await kit.clients.tokenFor(two(), (await named(two(), workspace.teamId))?.id as InstallationId);
    const end = await installFromSlack(kit, boss);
    expect({ status: end.status, says: end.text.includes('connected to a company already') }).toEqual({ status: 200, says: true });
    const row = await named(two(), workspace.teamId);
    expect(await kit.clients.tokenFor(two(), row?.id as InstallationId)).not.toBe(before);
    expect(row?.installedBy).toContain('owner');
    expect(await named(one(), workspace.teamId)).toBeUndefined();
  });

  it('cannot be claimed by another company once one has connected it', async () => {
    const { workspace, boss } = fresh('contested');
    const token = tokenIn((await installFromSlack(kit, boss)).headers.get('location'));
    await connect(kit, otherAdmin, boss);
    const refused = await admin.send('POST', '/api/slack/claim', { token });
    expect(refused).toMatchObject({ status: 409, text: expect.stringContaining('another company') });
    // Its own company gains nothing by an older grant either: the newer one stays.
    const before = await kit.clients.tokenFor(two(), (await named(two(), workspace.teamId))?.id as InstallationId);
    expect((await otherAdmin.send('POST', '/api/slack/claim', { token })).status).toBe(200);
    expect(await kit.clients.tokenFor(two(), (await named(two(), workspace.teamId))?.id as InstallationId)).toBe(before);
  });
});

describe('the end of a connection', () => {
  const connected = async (name: string) => {
    const { workspace, boss } = fresh(name);
    await connect(kit, admin, boss);
    const row = await named(one(), workspace.teamId);
    return { workspace, boss, id: row?.id as InstallationId, state: async () => (await named(one(), workspace.teamId))?.state };
  };
  const bot = { type: 'tokens_revoked', tokens: { oauth: [], bot: ['UBOT'] } };
  const ends = (id: InstallationId) =>
    kit.desk.withTenant(one(), system, (uow) =>
      sqlRows<{ token: string | null; refresh: string | null; waiting: number }>(
        uow,
        `select bot_token as token, refresh_token as refresh,
           (select count(*)::integer from chat_posts p where p.installation_id = i.id and p.state = 'queued') as waiting from chat_installations i where id = ?`,
        [id],
      ),
    );

  it.each([
    ['uninstalled, then revoked', [{ type: 'app_uninstalled' }, bot], 'uninstalled'],
    ['revoked, then uninstalled', [bot, { type: 'app_uninstalled' }], 'revoked'],
    ['uninstalled twice', [{ type: 'app_uninstalled' }, { type: 'app_uninstalled' }], 'uninstalled'],
  ])('comes when it is told of: %s', async (name, events, state) => {
    const { workspace, id, state: stateNow } = await connected(`end ${name}`);
    await kit.desk.withTenant(one(), system, (uow) =>
      queueChatPost(uow, { installationId: id, effectKey: newId<string>(), kind: 'digest', lane: 'x' }),
    );
    for (const event of events) {
      await kit.slack.deliver(workspace, event);
      await kit.drain();
    }
    expect(await stateNow()).toBe(state);
    expect(await ends(id)).toEqual([{ token: null, refresh: null, waiting: 0 }]);
    await expect(kit.clients.clientFor(one(), id)).rejects.toMatchObject({ code: 'not_configured' });
  });

  it('does not come from the tokens of single people', async () => {
    const { workspace, state } = await connected('people tokens');
    await kit.slack.deliver(workspace, { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } });
    await kit.drain();
    expect(await state()).toBe('active');
  });

  it('is undone by installing again, in the same row, and an old message of it ends nothing', async () => {
    const { workspace, boss, id, state } = await connected('comes back');
    await kit.slack.uninstall(workspace);
    await kit.drain();
    // Which of the two messages comes first is Slack's affair.
    expect(await state()).not.toBe('active');
    expect((await connect(kit, admin, boss)).status).toBe(200);
    expect(await state()).toBe('active');
    expect((await named(one(), workspace.teamId))?.id).toBe(id);
    // Made long before the present installation, delivered after it.
    const event = {
      type: 'event_callback',
      team_id: workspace.teamId,
      api_app_id: kit.slack.settings.appId,
      event: { type: 'app_uninstalled' },
    };
    const body = JSON.stringify({ ...event, event_id: `Ev${newId<string>()}`, event_time: Math.floor(Date.now() / 1000) - 300 });
    expect((await kit.slack.raw(body, { ...kit.slack.sign(body), 'content-type': 'application/json' })).status).toBe(200);
    await kit.drain();
    expect(await state()).toBe('active');
  });

  it('comes when an admin says so, and another company’s admin cannot', async () => {
    const { id, state } = await connected('by hand');
    const token = await kit.clients.tokenFor(one(), id);
    expect((await otherAdmin.send('DELETE', `/api/slack/${id}`)).status).toBe(404);
    expect(await state()).toBe('active');
    expect((await admin.send('DELETE', `/api/slack/${id}`)).status).toBe(200);
    expect(await state()).toBe('uninstalled');
    expect(kit.slack.calls.some((call) => call.method === 'auth.revoke' && call.token === token && call.ok)).toBe(true);
    expect((await admin.send('DELETE', `/api/slack/${id}`)).status).toBe(404);
  });

  it('follows the workspace’s new name', async () => {
    const { workspace } = await connected('old name');
    await kit.slack.deliver(workspace, { type: 'team_rename', name: 'new name' });
    await kit.drain();
    expect((await named(one(), workspace.teamId))?.name).toBe('new name');
  });
});

describe('what is kept of it', () => {
  it('holds no token in clear, in no row and in no line of the log', async () => {
    const { boss } = fresh('kept');
    const parked = tokenIn((await installFromSlack(kit, boss)).headers.get('location'));
    const { url, cookie } = await begin(admin);
    const { location } = await kit.slack.consent(url, boss);
    await comeBack(kit, location, cookie);
    const rows = await kit.everyRow();
    expect(rows).toContain('"bot_token": "k1.');
    expect(rows).toContain('chat_claims');
    const secrets = [parked, cookie.split('=')[1] ?? '', new URL(location).searchParams.get('code') ?? '', kit.slack.settings.clientSecret];
    const logged = kit.logLines.join('');
    expect(logged).toContain('Slack workspace connected');
    for (const text of [rows, logged]) {
      expect(text).not.toMatch(/xox[a-z][-.]/);
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
    expect(kit.slack.refusals).toEqual([]);
  });
});

describe('the Slack page', () => {
  it('shows an admin their own workspaces and the manifest', async () => {
    const { json } = await otherAdmin.get('/api/slack');
    const view = json as { workspaces: { name: string }[]; missing: string[]; manifest: { oauth_config: { redirect_urls: string[] } } };
    expect(view.workspaces.map(({ name }) => name)).toContain('taken');
    expect(view.workspaces.map(({ name }) => name)).not.toContain('acme');
    expect(view).toMatchObject({
      missing: [],
      manifest: { oauth_config: { redirect_urls: ['https://desk.example/slack/oauth_redirect'] } },
    });
    for (const path of ['/slack', '/slack/claim', '/slack/link']) {
      const page = await (await webClient({ url: kit.url })).get(path);
      expect({ path, status: page.status, inline: /<script>|\sstyle=|\son\w+=/.test(page.text) }).toEqual({
        path,
        status: 200,
        inline: false,
      });
    }
  });

  it('starts no more installations than a person would', async () => {
    const visitor = await webClient({ url: kit.url });
    const answers = await Promise.all(Array.from({ length: 120 }, () => visitor.get('/slack/install')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([302, 429]));
    expect(cookieOf(answers.find(({ status }) => status === 429) ?? (answers[0] as never))).toBe('');
  });
});

describe('a Deskhand without the settings of a Slack app', () => {
  it('says in words what is missing, and starts nothing', async () => {
    const bare = await openInstallDesk({ withoutSlack: true });
    try {
      const boss = await bare.browser(bare.desk.one.id, 'admin');
      expect((await boss.get('/api/slack')).json).toMatchObject({
        workspaces: [],
        missing: ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET'],
        manifest: { features: { slash_commands: [{ command: '/desk' }] } },
      });
      const refused = await boss.send('POST', '/api/slack/install', {});
      expect({ ok: refused.status < 400, says: refused.text.includes('SLACK_CLIENT_ID') }).toEqual({ ok: false, says: true });
      const visitor = await webClient({ url: bare.url });
      expect((await visitor.get('/slack/install')).status).toBe(503);
      expect(await visitor.get('/slack/oauth_redirect?code=x&state=y')).toMatchObject({
        status: 500,
        text: expect.stringContaining('not set up'),
      });
    } finally {
      await bare.close();
    }
  });
});
