import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDatabase } from '../../../domain/database/orm.ts';
import { claimOauthRefresh } from '../../../domain/mailboxes/claim-oauth-refresh.ts';
import { mailboxSecretContext } from '../../../domain/mailboxes/mailbox-secret.rules.ts';
import { refuseMailboxOauth } from '../../../domain/mailboxes/refuse-mailbox-oauth.ts';
import { resealOauthSecrets } from '../../../domain/mailboxes/reseal-oauth-secrets.ts';
import { saveMailboxOauth } from '../../../domain/mailboxes/save-mailbox-oauth.ts';
import { storeOauthTokens } from '../../../domain/mailboxes/store-oauth-tokens.ts';
import { updateMailbox } from '../../../domain/mailboxes/update-mailbox.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { createWithTenant } from '../../../domain/tenancy/unit-of-work.ts';
import type { KeyRing } from '../../../storage/key-ring.ts';
import { system } from '../../support/desk.ts';
import { registration } from '../../support/oauth/token-book.ts';
import { type OauthBox, OauthDesk } from './oauth-kit.ts';

const account = 'support@test.example';
let kit: OauthDesk;
let box: OauthBox;
let before: number;

beforeAll(async () => {
  kit = await OauthDesk.open();
}, 120_000);
afterAll(() => kit.close());
beforeEach(async () => {
  kit.ahead = 0;
  kit.provider.person = { account };
  box = await kit.box('support');
  await kit.connect(box, account);
  before = kit.provider.grants.length;
});
afterEach(() => {
  kit.provider.troubles = [];
  kit.provider.delayMs = 0;
  kit.provider.book.clientSecret = registration.clientSecret;
});

const minutes = (n: number) => n * 60_000;
const token = (refused?: string) => kit.tokens().token(box, refused);
const refreshes = () => kit.grants('refresh_token', before);
const inOne = <T>(work: Parameters<typeof kit.desk.withTenant<T>>[2]) => kit.desk.withTenant(kit.desk.one.id, system, work);

describe('a token', () => {
  it('is left alone while more than five minutes are left, and replaced before it ends', async () => {
    const first = await token();
    kit.ahead = minutes(54);
    expect(await token()).toBe(first);
    expect(refreshes()).toEqual([]);
    kit.ahead = minutes(56);
    const second = await token();
    expect({ isOther: second !== first, isGood: kit.provider.isGood(second, account), refreshes: refreshes() }).toEqual({
      ...{ isOther: true, isGood: true, refreshes: ['granted'] },
    });
  });

  it('is fetched once for fifty askers in two processes when the old one has ended', async () => {
    const database = createDatabase({ url: kit.desk.fresh.appUrl, pool: 8, contextName: 'second process' });
    const other = kit.tokens({ withTenant: createWithTenant({ database }) });
    const mine = kit.tokens();
    kit.provider.delayMs = 300;
    await kit.endsIn(box, -1_000);
    const tokens = await Promise.all(Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? mine : other).token(box)));
    await database.close(true);
    expect({ tokens: new Set(tokens).size, refreshes: refreshes() }).toEqual({ tokens: 1, refreshes: ['granted'] });
  });

  it('is fetched once when fifty are told that it is refused, and none gets the refused one back', async () => {
    const refused = await token();
    kit.provider.delayMs = 300;
    const tokens = await Promise.all(Array.from({ length: 50 }, () => token(refused)));
    expect({ tokens: new Set(tokens).size, hasOld: tokens.includes(refused), refreshes: refreshes() }).toEqual({
      ...{ tokens: 1, hasOld: false, refreshes: ['granted'] },
    });
  });

  it('comes with a new refresh token each time, and the next refresh uses that', async () => {
    for (let i = 0; i < 3; i += 1) {
      await kit.endsIn(box, -1_000);
      await token();
    }
    expect(refreshes()).toEqual(['granted', 'granted', 'granted']);
  });

  it('is not waited for while the old one is good', async () => {
    const old = await token();
    await kit.endsIn(box, minutes(2));
    kit.provider.delayMs = 1_000;
    const [slow, quick] = [token(), new Promise((resolve) => setTimeout(resolve, 200)).then(() => token())];
    expect(await quick).toBe(old);
    expect(await slow).not.toBe(old);
    expect(refreshes()).toEqual(['granted']);
  });
});

describe('a provider in trouble', () => {
  it('costs nothing while the old token is good, and is left alone for as long as it asks', async () => {
    const old = await token();
    await kit.endsIn(box, minutes(2));
    kit.provider.troubles = [{ status: 503, retryAfter: '60' }];
    expect(await token()).toBe(old);
    expect(await token()).toBe(old);
    expect(refreshes()).toEqual(['503']);
    await kit.endsIn(box, -1_000);
    await expect(token()).rejects.toMatchObject({ code: 'unavailable', userMessage: expect.stringContaining('tries again by itself') });
    expect({ refreshes: refreshes(), state: (await kit.oauthOf(box)).state }).toEqual({ refreshes: ['503'], state: 'connected' });
  });

  it('is asked again after the pause, longer after each failure', async () => {
    const pauses: number[] = [];
    for (const trouble of ['cut', { status: 429 }, { status: 400, body: { error: 'temporarily_unavailable' } }] as const) {
      kit.provider.troubles = [trouble];
      await kit.endsIn(box, -1_000);
      await token().catch(() => undefined);
      pauses.push(((await kit.oauthOf(box)).retryAt?.getTime() ?? 0) - Date.now());
      await inOne((uow) => sqlRun(uow, 'update mailbox_oauth set retry_at = null where mailbox_id = ?', [box.mailboxId]));
    }
    expect(pauses.map((ms) => Math.round(ms / 5_000))).toEqual([1, 2, 4]);
    expect(kit.provider.isGood(await token(), account)).toBe(true);
    expect(refreshes()).toEqual(['cut', '429', '400', 'granted']);
  });
});

describe('a refusal', () => {
  it('of the consent empties the tokens and says what to do; nobody asks again', async () => {
    kit.provider.book.revoke(account);
    await kit.endsIn(box, -1_000);
    for (let i = 0; i < 3; i += 1)
      await expect(token()).rejects.toMatchObject({
        code: 'not_configured',
        userMessage: expect.stringContaining('An admin connects it again'),
      });
    expect(await kit.rowOf(box)).toMatchObject({ state: 'refused', accessToken: null, refreshToken: null });
    expect(await kit.mailboxOf(box)).toMatchObject({ health: 'failing', lastError: expect.stringContaining('invalid_grant') });
    expect(refreshes()).toEqual(['invalid_grant']);
  });

  it('of the client secret keeps the consent: a new secret is enough', async () => {
    kit.provider.book.clientSecret = 'another-secret-0815';
    await kit.endsIn(box, -1_000);
    await expect(token()).rejects.toMatchObject({ userMessage: expect.stringContaining('--new-secret') });
    expect((await kit.rowOf(box)).refreshToken).not.toBeNull();
    const saved = await inOne((uow) =>
      saveMailboxOauth(uow, box.address, { ...kit.client(), clientSecret: 'another-secret-0815' }, kit.web.keyRing),
    );
    expect(saved.state).toBe('connected');
    expect(kit.provider.isGood(await token(), account)).toBe(true);
    expect((await kit.mailboxOf(box)).health).toBe('unknown');
  });

  it('that comes late ends nothing that was renewed meanwhile', async () => {
    await kit.endsIn(box, -1_000);
    const claim = await inOne((uow) => claimOauthRefresh(uow, box.mailboxId, { dueBefore: new Date(), refused: null }));
    await kit.connect(box, account);
    const late = { reason: 'late', keepsConsent: false, render: () => ({ subject: '', text: '' }) };
    const tokens = { accessToken: 'x', refreshToken: null, expiresAt: new Date() };
    const outcomes = await inOne(async (uow) => [
      await refuseMailboxOauth(uow, box.mailboxId, claim?.lease ?? '', late),
      await storeOauthTokens(uow, box.mailboxId, claim?.lease ?? '', tokens),
    ]);
    expect({ outcomes, state: (await kit.oauthOf(box)).state }).toEqual({ outcomes: [false, false], state: 'connected' });
  });
});

describe('a registration', () => {
  it('of the application itself needs no consent', async () => {
    const app = { ...kit.client(), flow: 'app' as const, authorizeUrl: null, scopes: registration.appScopes };
    const other = await kit.box('app', {}, app);
    expect(kit.provider.isGood(await kit.tokens().token(other), account)).toBe(true);
    expect(kit.grants('client_credentials', before)).toEqual(['granted']);
  });

  it('that changes forgets the tokens of the old one', async () => {
    await inOne((uow) => saveMailboxOauth(uow, box.address, { ...kit.client(), scopes: 'other' }, kit.web.keyRing));
    expect(await kit.rowOf(box)).toMatchObject({ state: 'pending', accessToken: null, refreshToken: null, account: null });
  });

  it('takes no password and no other server beside it', async () => {
    const smtp = { host: '127.0.0.1', port: 1, secure: false, user: account, password: null };
    const change = (over: object) => inOne((uow) => updateMailbox(uow, box.address, { smtp: { ...smtp, ...over } }, kit.web.keyRing));
    await expect(change({ host: 'elsewhere.example' })).rejects.toMatchObject({
      userMessage: expect.stringContaining('signs in by OAuth'),
    });
    await expect(change({ password: 'secret' })).rejects.toMatchObject({ userMessage: expect.stringContaining('--off') });
    await change({ port: 2 });
    expect((await kit.mailboxOf(box)).smtp?.port).toBe(2);
  });

  it.each([
    ['an address without TLS', { tokenUrl: 'http://login.example/token' }],
    ['an address with a password in it', { tokenUrl: 'https://a:b@login.example/token' }],
    ['Google without a secret', { provider: 'google', clientSecret: null, clientId: 'other' }],
    ['rights of an application at Google', { provider: 'google', flow: 'app' }],
    ['rights of an application at Microsoft without a directory', { provider: 'microsoft', flow: 'app', tokenUrl: null }],
  ])('is refused: %s', async (_what, over) => {
    const wanted = { ...kit.client(), ...over } as Parameters<typeof saveMailboxOauth>[2];
    await expect(inOne((uow) => saveMailboxOauth(uow, box.address, wanted, kit.web.keyRing))).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('is sealed anew with every other secret', async () => {
    const ring = kit.web.keyRing;
    const marked: Pick<KeyRing, 'seal' | 'unseal' | 'isStale'> = {
      seal: (plain, context) => `k9.${ring.seal(plain, context)}`,
      unseal: (sealed, context) => ring.unseal(sealed.replace(/^k9\./, ''), context),
      isStale: (sealed) => !sealed.startsWith('k9.'),
    };
    expect(await inOne((uow) => resealOauthSecrets(uow, marked))).toBeGreaterThanOrEqual(3);
    const row = await kit.rowOf(box);
    const opened = marked.unseal(row.clientSecret ?? '', mailboxSecretContext(box.mailboxId, 'oauth-client'));
    expect({ opened, access: row.accessToken?.startsWith('k9.'), refresh: row.refreshToken?.startsWith('k9.') }).toEqual({
      ...{ opened: registration.clientSecret, access: true, refresh: true },
    });
    expect(await inOne((uow) => resealOauthSecrets(uow, marked))).toBe(0);
  });
});
