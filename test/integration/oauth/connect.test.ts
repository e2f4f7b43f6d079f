import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AppError } from '../../../domain/errors.ts';
import { loadMailboxOauth } from '../../../domain/mailboxes/load-mailbox-oauth.ts';
import { mailboxSecretContext } from '../../../domain/mailboxes/mailbox-secret.rules.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { system } from '../../support/desk.ts';
import { registration } from '../../support/oauth/token-book.ts';
import { type Admin, type OauthBox, OauthDesk } from './oauth-kit.ts';

let kit: OauthDesk;
let admin: Admin;
let box: OauthBox;
let grantsBefore: number;

beforeAll(async () => {
  kit = await OauthDesk.open();
  admin = await kit.browser();
}, 120_000);
afterAll(() => kit.close());
beforeEach(async () => {
  kit.provider.person = { account: 'support@test.example' };
  kit.desk.clock.now = null;
  box = await kit.box('support');
  grantsBefore = kit.provider.grants.length;
});

const account = 'support@test.example';
const asked = () => kit.provider.grants.slice(grantsBefore);
const look = (who: Admin) => who.send('POST', '/api/mailbox-oauth/look', { address: box.address });

describe('connecting a mailbox', () => {
  it('goes from the admin’s page over the provider’s consent to tokens that only their own row opens', async () => {
    expect((await look(admin)).json).toMatchObject({ address: box.address, state: 'pending', logins: [account], account: null });
    const { path, state } = await kit.consent(admin, box, account);
    const answer = await kit.comeBack(path, state);
    expect({ status: answer.status, names: answer.text.includes(`${box.address} is connected as ${account}`) }).toEqual({
      status: 200,
      names: true,
    });
    const oauth = await kit.oauthOf(box);
    expect(oauth).toMatchObject({ state: 'connected', account, lastError: null });
    const token = kit.web.keyRing.unseal(oauth.accessToken ?? '', mailboxSecretContext(box.mailboxId, 'oauth-access'));
    expect(kit.provider.isGood(token, account)).toBe(true);
    expect(() => kit.web.keyRing.unseal(oauth.accessToken ?? '', mailboxSecretContext(box.mailboxId, 'oauth-refresh'))).toThrow(AppError);
    expect(asked()).toEqual([{ grant: 'authorization_code', account, answer: 'granted' }]);
    expect((await look(admin)).json).toMatchObject({ state: 'connected', account, trouble: null });
  });

  it('keeps no secret readable in the database, in the answers or in the log', async () => {
    const { path, state } = await kit.consent(admin, box, account);
    const pending = await kit.rowOf(box);
    const answer = await kit.comeBack(path, state);
    const code = new URL(path, 'http://x').searchParams.get('code') ?? '';
    const rows = await withClient(kit.desk.fresh.superuserUrl, async (client) =>
      JSON.stringify((await client.query('select * from mailbox_oauth')).rows),
    );
    const everything = [rows, JSON.stringify(pending), kit.web.logLines.join('\n'), answer.text].join('\n');
    expect(code).toMatch(/^code-/);
    for (const secret of [registration.clientSecret, code, state]) expect(everything).not.toContain(secret);
    expect(everything).not.toMatch(/(access|refresh)-[A-Za-z0-9_-]{20}/);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('takes a state once', async () => {
    const { path, state } = await kit.consent(admin, box, account);
    expect((await kit.comeBack(path, state)).status).toBe(200);
    expect((await kit.comeBack(path, state)).status).toBe(400);
    expect(asked()).toHaveLength(1);
  });

  it('takes it only in the browser that began', async () => {
    const { path } = await kit.consent(admin, box, account);
    const other = await kit.consent(admin, await kit.box('other'), account);
    for (const cookie of [null, other.state, 'x']) expect((await kit.comeBack(path, cookie)).status).toBe(400);
    expect({ state: (await kit.oauthOf(box)).state, asked: asked() }).toEqual({ state: 'pending', asked: [] });
  });

  it('takes it for ten minutes', async () => {
    const { path, state } = await kit.consent(admin, box, account);
    kit.desk.clock.now = new Date(Date.now() + 10 * 60_000 + 1_000);
    expect((await kit.comeBack(path, state)).status).toBe(400);
    expect(asked()).toEqual([]);
  });

  it('ends an earlier consent when another one begins', async () => {
    const first = await kit.consent(admin, box, account);
    const second = await kit.consent(admin, box, account);
    expect((await kit.comeBack(first.path, first.state)).status).toBe(400);
    expect((await kit.comeBack(second.path, second.state)).status).toBe(200);
  });

  it('is refused when whoever began it may not change settings any more', async () => {
    const leaver = await kit.browser();
    const { path, state } = await kit.consent(leaver, box, account);
    await kit.desk.withTenant(kit.desk.one.id, system, (uow) =>
      sqlRun(uow, "update staff_users set role = 'support' where id = ?", [leaver.userId]),
    );
    expect((await kit.comeBack(path, state)).status).toBe(400);
    expect(asked()).toEqual([]);
  });

  it('changes nothing when the person does not consent', async () => {
    kit.provider.person = { account, denies: true };
    const answer = await kit.connect(box, account);
    expect({ status: answer.status, says: answer.text.includes('You did not consent') }).toEqual({ status: 400, says: true });
    expect((await kit.oauthOf(box)).state).toBe('pending');
  });

  it('refuses access that would end within the hour', async () => {
    kit.provider.person = { account, withoutRefresh: true };
    const answer = await kit.connect(box, account);
    expect({ status: answer.status, says: answer.text.includes('for an hour only') }).toEqual({ status: 400, says: true });
    expect((await kit.oauthOf(box)).state).toBe('pending');
  });

  it('does not accept a code with another verifier than the one it was begun with', async () => {
    const { path, state } = await kit.consent(admin, box, account);
    const sealed = kit.web.keyRing.seal('x'.repeat(43), mailboxSecretContext(box.mailboxId, 'oauth-verifier'));
    await kit.desk.withTenant(kit.desk.one.id, system, (uow) =>
      sqlRun(uow, 'update mailbox_oauth set consent_verifier = ? where mailbox_id = ?', [sealed, box.mailboxId]),
    );
    expect((await kit.comeBack(path, state)).status).toBe(400);
    expect(asked().map(({ answer }) => answer)).toEqual(['invalid_grant']);
  });
});

describe('an account that is not the mailbox’s', () => {
  it('is named to the admin, who is told what to do', async () => {
    const answer = await kit.connect(box, 'boss@test.example');
    expect(answer.text).toContain('You consented as boss@test.example, but the mailbox signs in as support@test.example');
    expect((await look(admin)).json).toMatchObject({ account: 'boss@test.example', trouble: expect.stringContaining('shared mailbox') });
  });

  it('is fine for a mailbox that was said to be shared', async () => {
    box = await kit.box('team', {}, { shared: true });
    expect((await kit.connect(box, 'boss@test.example')).text).not.toContain('but the mailbox signs in');
  });
});

describe('another company', () => {
  it('neither sees the registration nor begins a consent for it', async () => {
    const foreign = await kit.browser('owner', kit.desk.two.id);
    const answers = [await look(foreign), await foreign.send('POST', '/api/mailbox-oauth/begin', { address: box.address })];
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    await kit.desk.withTenant(kit.desk.two.id, system, async (uow) => {
      expect(await loadMailboxOauth(uow, box.mailboxId)).toBeNull();
      expect(await sqlRows(uow, 'select mailbox_id from mailbox_oauth')).toEqual([]);
      expect(await sqlRun(uow, "update mailbox_oauth set client_id = 'theirs'")).toBe(0);
    });
  });
});
