import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSlackClients } from '../../../bots/slack/install/slack-clients.ts';
import type { SlackClients } from '../../../bots/slack/slack.types.ts';
import { chatSecretContext } from '../../../domain/chat/chat.types.ts';
import { claimTokenRefresh } from '../../../domain/chat/claim-token-refresh.ts';
import { resealChatSecrets } from '../../../domain/chat/reseal-chat-secrets.ts';
import { storeRefreshedToken } from '../../../domain/chat/store-refreshed-token.ts';
import type { InstallationId } from '../../../domain/ids.types.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { rotateKeyFile } from '../../../storage/key-ring.ts';
import { system } from '../../support/desk.ts';
import type { FakePerson, FakeWorkspace } from '../../support/slack/fake-slack.types.ts';
import type { WebClient } from '../../support/web-client.ts';
import { connect, type InstallDesk, openInstallDesk } from './install-kit.ts';

let kit: InstallDesk;
let admin: WebClient;
let workspace: FakeWorkspace;
let boss: FakePerson;
let id: InstallationId;
let count = 0;
beforeAll(async () => {
  kit = await openInstallDesk({ rotation: true });
  admin = await kit.browser(kit.desk.one.id, 'admin');
}, 120_000);
afterAll(() => kit.close());
beforeEach(async () => {
  count += 1;
  workspace = kit.slack.addWorkspace(`rotating-${count}`);
  boss = workspace.addPerson('boss');
  await connect(kit, admin, boss);
  id = (await kit.workspaces(one())).find(({ externalId }) => externalId === workspace.teamId)?.id as InstallationId;
});

const one = () => kit.desk.one.id;
const hours = (n: number) => n * 3_600_000;
/** Clients as another process has them, at an instant of its own. */
const process = (ahead: number): SlackClients => createSlackClients(kit.deps, () => new Date(Date.now() + ahead));
const refreshes = () => kit.slack.calls.filter(({ method, args }) => method === 'oauth.v2.access' && args.grant_type === 'refresh_token');
const inTenant = <T extends object>(sql: string, params: unknown[] = []) =>
  kit.desk.withTenant(one(), system, (uow) => sqlRows<T>(uow, sql, params));
const stateNow = async () => (await kit.workspaces(one())).find((line) => line.id === id)?.state;

describe('a token that is about to end', () => {
  it('is refreshed once for fifty requests in five processes, and every request is served', async () => {
    const processes = Array.from({ length: 5 }, () => process(hours(10.5)));
    const before = refreshes().length;
    const asked = Array.from({ length: 50 }, (_, index) => (processes[index % 5] as SlackClients).clientFor(one(), id));
    const answers = await Promise.all(asked.map(async (client) => (await client).auth.test()));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(refreshes().length - before).toBe(1);
    expect(refreshes().at(-1)?.ok).toBe(true);
  });

  it('is left alone while more than two hours are left', async () => {
    const before = refreshes().length;
    const token = await kit.clients.tokenFor(one(), id);
    expect(await process(hours(9.9)).tokenFor(one(), id)).toBe(token);
    expect(refreshes()).toHaveLength(before);
  });

  it('is waited for when the old one has ended', async () => {
    const old = await kit.clients.tokenFor(one(), id);
    const before = refreshes().length;
    const processes = Array.from({ length: 5 }, () => process(hours(13)));
    const tokens = await Promise.all(Array.from({ length: 50 }, (_, index) => (processes[index % 5] as SlackClients).tokenFor(one(), id)));
    // What they are given lives twelve hours from the refresh at their own instant.
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).not.toBe(old);
    expect(refreshes().length - before).toBe(1);
  });

  it('goes on while Slack does not answer, and is refreshed later', async () => {
    const old = await kit.clients.tokenFor(one(), id);
    kit.slack.fail('oauth.v2.access', 'internal_error');
    expect(await process(hours(11)).tokenFor(one(), id)).toBe(old);
    expect(await stateNow()).toBe('active');
    // Nobody storms Slack after a failure: the pause is kept by all.
    const failed = refreshes().length;
    expect(await process(hours(11)).tokenFor(one(), id)).toBe(old);
    expect(refreshes()).toHaveLength(failed);
    await inTenant('update chat_installations set refresh_lease_until = null where id = ? returning id', [id]);
    expect(await process(hours(11)).tokenFor(one(), id)).not.toBe(old);
  });

  it('ends the installation as revoked when Slack refuses the refresh token', async () => {
    kit.slack.fail('oauth.v2.access', 'invalid_refresh_token');
    await expect(process(hours(13)).clientFor(one(), id)).rejects.toMatchObject({ code: 'not_configured' });
    expect(await stateNow()).toBe('revoked');
    expect(await inTenant('select bot_token, refresh_token from chat_installations where id = ?', [id])).toEqual([
      { bot_token: null, refresh_token: null },
    ]);
  });

  it('is not ended by one who is late: an installation made meanwhile stands', async () => {
    const claim = await kit.desk.withTenant(one(), system, (uow) => claimTokenRefresh(uow, id, new Date(Date.now() + hours(24))));
    expect(claim).not.toBeNull();
    await connect(kit, admin, boss);
    const token = await kit.clients.tokenFor(one(), id);
    const late = { botToken: 'k1.late', refreshToken: 'k1.late', expiresAt: new Date() };
    expect(await kit.desk.withTenant(one(), system, (uow) => storeRefreshedToken(uow, id, claim?.lease ?? '', late))).toBe(false);
    expect(await kit.clients.tokenFor(one(), id)).toBe(token);
  });

  it('is nobody’s to refresh but its own company’s', async () => {
    const due = new Date(Date.now() + hours(24));
    expect(await kit.desk.withTenant(kit.desk.two.id, system, (uow) => claimTokenRefresh(uow, id, due))).toBeNull();
    await expect(process(hours(11)).tokenFor(kit.desk.two.id, id)).rejects.toMatchObject({ code: 'not_configured' });
  });
});

describe('the keys of this Deskhand', () => {
  it('can be rotated: tokens are sealed anew and work on', async () => {
    const token = await kit.clients.tokenFor(one(), id);
    const ring = await rotateKeyFile(kit.keyFile);
    const resealed = await kit.desk.withTenant(one(), system, (uow) => resealChatSecrets(uow, ring));
    expect(resealed).toBeGreaterThanOrEqual(2);
    const [row] = await inTenant<{ bot: string; refresh: string }>(
      'select bot_token as bot, refresh_token as refresh from chat_installations where id = ?',
      [id],
    );
    expect([row?.bot, row?.refresh].map((sealed) => sealed?.split('.')[0])).toEqual(['k2', 'k2']);
    expect(ring.unseal(row?.bot ?? '', chatSecretContext(one()))).toBe(token);
    expect(() => ring.unseal(row?.bot ?? '', chatSecretContext(kit.desk.two.id))).toThrow();
    expect(await kit.desk.withTenant(one(), system, (uow) => resealChatSecrets(uow, ring))).toBe(0);
    expect(await kit.desk.withTenant(kit.desk.two.id, system, (uow) => resealChatSecrets(uow, ring))).toBe(0);
  });

  it('guard every token: none stands in clear, in no row and in no line of the log', async () => {
    await process(hours(11)).tokenFor(one(), id);
    const rows = await kit.everyRow();
    expect(rows).toContain('refresh_token');
    for (const text of [rows, kit.logLines.join('')]) expect(text).not.toMatch(/xox[a-z][-.]/);
    expect(kit.logLines.join('')).toContain('Slack token refreshed');
    expect(kit.slack.refusals).toEqual([]);
  });
});
