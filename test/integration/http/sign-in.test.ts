import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type StaffUserId } from '../../../domain/ids.types.ts';
import { createSignInLink } from '../../../domain/people/create-sign-in-link.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { addStaffRow, addTenant, openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import { openTestWeb, type TestWeb } from '../../support/web.ts';
import { webClient } from '../../support/web-client.ts';

let desk: TestDesk;
let web: TestWeb;
beforeAll(async () => {
  desk = await openTestDesk();
  web = await openTestWeb(desk);
}, 120_000);
afterEach(() => {
  desk.clock.now = null;
});
afterAll(async () => {
  await web.close();
  await desk.close();
});

const minutesFromNow = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);
const tokenOfAgent = (): Promise<string> => web.signInToken(desk.one.id, desk.one.agent);
const signedIn = async () => webClient(web, await tokenOfAgent());

describe('a sign-in link', () => {
  it('works once: the second use is refused and says how to get a new one', async () => {
    const token = await tokenOfAgent();
    const client = await webClient(web);
    expect((await client.signIn(token)).status).toBe(200);
    expect((await client.get('/api/me')).json).toMatchObject({
      user: { email: 'agent@one.example', role: 'support' },
      tenant: { name: 'Company one' },
    });
    const again = await (await webClient(web)).signIn(token);
    expect(again.status).toBe(410);
    expect(again.headers.get('set-cookie')).toBeNull();
    expect(again.json).toMatchObject({ error: { code: 'expired', message: expect.stringContaining('deskhand people sign-in EMAIL') } });
  });

  it('gives one session when two browsers exchange it at the same time', async () => {
    const token = await tokenOfAgent();
    const answers = await Promise.all(Array.from({ length: 6 }, async () => (await webClient(web)).signIn(token)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410, 410, 410, 410, 410]);
  });

  it('is good at 14 minutes and over at 15', async () => {
    const [early, late] = [await tokenOfAgent(), await tokenOfAgent()];
    desk.clock.now = minutesFromNow(14);
    expect((await (await webClient(web)).signIn(early)).status).toBe(200);
    desk.clock.now = minutesFromNow(15.1);
    expect((await (await webClient(web)).signIn(late)).status).toBe(410);
  });

  it.each(['', 'short', 'x'.repeat(43), `${'x'.repeat(42)}=`, 'x'.repeat(5000)])('refuses a made-up token (%#)', async (token) => {
    const answer = await (await webClient(web)).signIn(token);
    expect([400, 410]).toContain(answer.status);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('is not made for somebody who is inactive or of another company', async () => {
    const make = (userId: StaffUserId) => desk.withTenant(desk.one.id, system, (uow) => createSignInLink(uow, userId));
    await expect(make(desk.two.agent)).rejects.toMatchObject({ code: 'not_found' });
    const gone = newId<StaffUserId>();
    await addStaffRow(desk.withTenant, desk.one.id, gone, 'gone@one.example', 'support');
    const { token } = await make(gone);
    await desk.withTenant(desk.one.id, system, (uow) => sqlRun(uow, 'update staff_users set active = false where id = ?', [gone]));
    expect((await (await webClient(web)).signIn(token)).status).toBe(410);
    await expect(make(gone)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('keeps only the hash of its token and of its session', async () => {
    const token = await tokenOfAgent();
    const client = await webClient(web, token);
    const rows = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows(uow, 'select l::text as row from sign_in_links l union all select s::text from sessions s'),
    );
    const stored = JSON.stringify(rows);
    expect(rows.length).toBeGreaterThan(1);
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(client.cookie?.split('=')[1]);
  });
});

describe('the session cookie', () => {
  it('cannot be read by scripts, is not sent by other sites, ends with the session, and its token is in no body', async () => {
    const answer = await (await webClient(web)).signIn(await tokenOfAgent());
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^deskhand=[A-Za-z0-9_-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
    const value = cookie.slice('deskhand='.length).split(';')[0] ?? '';
    expect(answer.text).not.toContain(value);
  });

  it('is secure and bound to its host over https', async () => {
    const https = await openTestWeb(desk, { webUrl: 'https://desk.example' });
    try {
      const answer = await (await webClient(https)).signIn(await https.signInToken(desk.one.id, desk.one.agent));
      expect(answer.headers.getSetCookie()[0]).toMatch(
        /^__Host-deskhand=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
      );
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
    } finally {
      await https.close();
    }
  });

  it('is the only way in: no header, query or body carries a session', async () => {
    const client = await signedIn();
    const value = client.cookie?.split('=')[1] ?? '';
    const stranger = await webClient(web);
    const attempts: Record<string, string>[] = [
      { authorization: `Bearer ${value}` },
      { 'x-session': value },
      { 'x-forwarded-user': 'agent@one.example' },
      { 'x-tenant-id': desk.one.id },
    ];
    for (const headers of attempts) expect((await stranger.get('/api/me', headers)).status).toBe(401);
    expect((await stranger.get(`/api/me?deskhand=${value}`)).status).toBe(401);
  });
});

describe('a session', () => {
  it('is of the tenant of its user, whatever tenant the request names', async () => {
    const client = await signedIn();
    const answer = await client.get(`/api/me?tenant=${desk.two.id}`, {
      'x-tenant-id': desk.two.id,
      host: 'two.example',
      'x-forwarded-host': 'two.example',
    });
    expect(answer.json).toMatchObject({ tenant: { name: 'Company one' } });
  });

  it('ends by signing out, for everybody who copied the cookie', async () => {
    const client = await signedIn();
    expect((await client.send('DELETE', '/api/session')).status).toBe(204);
    expect((await client.get('/api/me')).status).toBe(401);
  });

  it('ends everywhere at once, with the links that were not used yet', async () => {
    const [client, other, waiting] = [await signedIn(), await signedIn(), await tokenOfAgent()];
    const ended = await client.send('DELETE', '/api/sessions');
    expect(ended.status).toBe(200);
    expect((ended.json as { sessions: number }).sessions).toBeGreaterThanOrEqual(2);
    expect((await other.get('/api/me')).status).toBe(401);
    expect((await (await webClient(web)).signIn(waiting)).status).toBe(410);
  });

  it('is good after eleven hours and over after twelve', async () => {
    const client = await signedIn();
    desk.clock.now = minutesFromNow(11 * 60);
    expect((await client.get('/api/me')).status).toBe(200);
    desk.clock.now = minutesFromNow(12 * 60 + 1);
    const answer = await client.get('/api/me');
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject({ error: { message: expect.stringContaining('people sign-in EMAIL') } });
  });

  it('follows the role its user has now, and ends when the user or the company is no longer active', async () => {
    const three = await addTenant(desk.withTenant, 'three');
    const client = await webClient(web, await web.signInToken(three.id, three.agent));
    const change = (sql: string, params: unknown[]) => desk.withTenant(three.id, system, (uow) => sqlRun(uow, sql, params));
    await change("update staff_users set role = 'viewer' where id = ?", [three.agent]);
    expect((await client.get('/api/me')).json).toMatchObject({ user: { role: 'viewer' } });
    await change("update tenants set status = 'suspended' where id = ?", [three.id]);
    expect((await client.get('/api/me')).status).toBe(401);
    await change("update tenants set status = 'active' where id = ?", [three.id]);
    expect((await client.get('/api/me')).status).toBe(200);
    await change('update staff_users set active = false where id = ?', [three.agent]);
    expect((await client.get('/api/me')).status).toBe(401);
  });
});

it('writes no token, cookie or address of a request into its log', async () => {
  const token = await tokenOfAgent();
  const client = await webClient(web, token);
  await client.signIn(token);
  await client.get(`/api/me?token=${token}`);
  await client.get(`/nowhere/${token}?q=${token}`);
  await client.send('POST', '/api/session', `{"token":"${token}"`);
  const log = web.logLines.join('');
  expect(log.includes('"/api/session"')).toBe(true);
  expect(log.includes(token)).toBe(false);
  expect(log.includes(client.cookie?.split('=')[1] ?? '')).toBe(false);
  expect(log.includes('nowhere')).toBe(false);
});
