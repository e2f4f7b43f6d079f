import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type StaffUserId } from '../../../domain/ids.types.ts';
import { can, permissions, type Role, roles } from '../../../domain/people/permissions.rules.ts';
import { loadPageFiles } from '../../../server/http/load-page-files.ts';
import { routeTable } from '../../../server/http/route-table.ts';
import type { Route, WebDeps } from '../../../server/http/web.types.ts';
import { addStaffRow, openTestDesk, type TestDesk } from '../../support/desk.ts';
import { openTestWeb, type TestWeb } from '../../support/web.ts';
import { type WebClient, webClient } from '../../support/web-client.ts';

let desk: TestDesk;
let web: TestWeb;
let table: Route[];
const clients = new Map<Role, WebClient>();
const secret = 'select * from tenants where password = hunter2';
const fail = (): Promise<never> =>
  Promise.reject(Object.assign(new Error(secret), { stack: `Error: ${secret}\n    at /srv/secret-place.ts:1:1` }));

beforeAll(async () => {
  desk = await openTestDesk();
  web = await openTestWeb(desk, { commands: { say: fail, press: fail } });
  table = routeTable({ keyRing: web.keyRing, webUrl: web.url } as WebDeps, await loadPageFiles());
  for (const role of roles) {
    const id = newId<StaffUserId>();
    await addStaffRow(desk.withTenant, desk.one.id, id, `${role}@one.example`, role);
    clients.set(role, await webClient(web, await web.signInToken(desk.one.id, id)));
  }
}, 120_000);
afterAll(async () => {
  await web.close();
  await desk.close();
});

const concrete = (path: string): string => path.replace(':id', newId<string>()).replace(/:\w+/, 'x');
const call = (client: WebClient, route: Route) =>
  route.method === 'get' ? client.get(concrete(route.path)) : client.send(route.method.toUpperCase() as 'POST', concrete(route.path), {});
const say = { text: 'help', commandId: newId<string>() };
const as = (role: Role): WebClient => clients.get(role) as WebClient;

describe('the route table', () => {
  it('declares who may call each route, and nothing answers that it does not name', async () => {
    for (const route of table) expect(['public', 'signed', 'signed-in', ...permissions]).toContain(route.access);
    expect(web.routes).toEqual(table.map((route) => `${route.method} ${route.path}`));
    const stranger = await webClient(web);
    for (const path of [
      '/api',
      '/api/tickets',
      '/page',
      '/page/tsconfig.json',
      '/page/index.html',
      '/page/..%2fpackage.json',
      '/files',
      '/admin',
    ]) {
      expect((await stranger.get(path)).status).toBe(404);
    }
  });

  it('lists by hand what needs no session', () => {
    const open = table.filter((route) => route.access === 'public').map((route) => `${route.method} ${route.path}`);
    expect(open).toEqual([
      'get /healthz',
      'get /readyz',
      'get /metrics',
      'get /',
      'get /sign-in',
      'get /t/:number',
      'get /page/:file',
      'get /files/:token',
      'get /as-sent/:token',
      'get /rate/:token',
      'post /rate/:token',
      'get /unsubscribe/:token',
      'get /slack/install',
      'get /slack/oauth_redirect',
      'get /slack',
      'get /slack/claim',
      'get /slack/link',
      'get /mailbox-oauth/return',
      'get /mailbox-oauth',
      'post /api/session',
    ]);
  });

  it('takes from other services only what they sign', () => {
    const signed = table.filter((route) => route.access === 'signed').map((route) => `${route.method} ${route.path}`);
    // A provider's server ends a kind of mail for its reader by the signed link alone (RFC 8058).
    expect(signed).toEqual(['post /unsubscribe/:token', 'post /slack/events', 'post /mail/hooks/:token', 'post /mail/hooks/:token/mime']);
  });

  it('lets nobody past who is not signed in, on any other route', async () => {
    const stranger = await webClient(web);
    const guarded = table.filter((route) => route.access !== 'public' && route.access !== 'signed');
    const answers = await Promise.all(guarded.map((route) => call(stranger, route)));
    expect(answers.map((answer) => answer.status)).toEqual(guarded.map(() => 401));
  });

  it.each(roles)('lets the role %s do what its permissions say and no more', async (role) => {
    for (const route of table) {
      // Signing out would end the session that the other routes need.
      if (route.access === 'public' || route.access === 'signed' || route.access === 'signed-in') continue;
      const { status } = await call(as(role), route);
      expect({ route: route.path, refused: status === 403 }).toEqual({ route: route.path, refused: !can(role, route.access) });
    }
  });
});

describe('a request that changes something', () => {
  it.each([
    ['another site by its Origin', { origin: 'https://evil.example' }],
    ['another site by Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
    ['a sub-domain', { 'sec-fetch-site': 'same-site' }],
    ['nowhere at all', {}],
    ['a sandboxed frame', { origin: 'null' }],
  ])('is refused from %s', async (_from, headers) => {
    const answer = await as('admin').send('POST', '/api/console/say', say, headers as Record<string, string>);
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ error: { code: 'not_permitted', message: expect.stringContaining('own page') } });
    const signIn = await as('admin').send('POST', '/api/session', { token: 'x' }, headers as Record<string, string>);
    expect(signIn.status).toBe(403);
  });

  it.each([
    { text: '', commandId: newId<string>() },
    { text: 'help', commandId: 'one' },
    { text: 'help' },
    { ...say, skipPermissions: true },
    { ...say, tenantId: newId<string>() },
    '{"text":',
    '[1',
  ])('is refused when its body is not what the route takes (%#)', async (body) => {
    const answer = await as('admin').send('POST', '/api/console/say', body);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { code: 'invalid_input' } });
  });

  it('is refused when it is not JSON, or too long', async () => {
    const form = await as('admin').send('POST', '/api/console/say', 'text=help', {
      origin: web.url,
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(form.status).toBe(400);
    const long = await as('admin').send('POST', '/api/console/say', { ...say, text: 'x'.repeat(300_000) });
    expect(long.status).toBe(413);
  });
});

describe('a failure of ours', () => {
  it('shows a reference and nothing of what happened, and the log finds it by that reference', async () => {
    const answer = await as('admin').send('POST', '/api/console/say', say);
    expect(answer.status).toBe(500);
    const { error } = answer.json as { error: { code: string; message: string; reference: string } };
    expect(error).toEqual({
      code: 'internal',
      message: expect.stringContaining(error.reference),
      reference: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(answer.text).not.toMatch(/hunter2|secret-place|select/);
    expect(answer.headers.get('x-request-id')).toBe(error.reference);
    const line = web.logLines.find((text) => text.includes(error.reference) && text.includes('"level":50') && text.includes('failure'));
    expect(line).toContain('secret-place');
  });
});

describe('what operators ask', () => {
  it('answers that the process is alive and which checks hold, without their reasons', async () => {
    const stranger = await webClient(web);
    expect((await stranger.get('/healthz')).json).toEqual({ status: 'ok' });
    expect(await stranger.get('/readyz')).toMatchObject({
      status: 200,
      json: { status: 'ready', checks: { database: 'ok', temporal: 'ok', isolation: 'ok' } },
    });
    Object.assign(web.readiness, { ready: false, checks: { database: true, temporal: false, isolation: true } });
    expect(await stranger.get('/readyz')).toMatchObject({ status: 503, json: { status: 'not ready', checks: { temporal: 'failing' } } });
    Object.assign(web.readiness, { ready: true, checks: { database: true, temporal: true, isolation: true } });
  });

  it('gives figures by route pattern, of the pool, of mails by state and of the process, with no tenant in them', async () => {
    await as('viewer').get(`/api/console/outbox/${newId<string>()}`);
    const { text, headers } = await (await webClient(web)).get('/metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    expect(text).toMatch(/deskhand_http_request_seconds_count\{method="GET",route="\/api\/console\/outbox\/:id",status="404"\} \d+/);
    expect(text).toContain('deskhand_database_connections{state="waiting"} 0');
    expect(text).toContain('deskhand_mails{kind="inbound",state="new"} 3');
    expect(text).toContain('process_resident_memory_bytes');
    expect(text.includes(desk.one.id)).toBe(false);
  });

  it('does not log health checks, and logs other requests with tenant, actor and correlation id', async () => {
    const before = web.logLines.length;
    const stranger = await webClient(web);
    for (const path of ['/healthz', '/readyz', '/metrics']) await stranger.get(path);
    expect(web.logLines.slice(before)).toEqual([]);
    const answer = await as('admin').get('/api/console/outbox');
    const line = JSON.parse(web.logLines.findLast((text) => text.includes('"/api/console/outbox"')) ?? '{}');
    expect(line).toMatchObject({
      method: 'GET',
      route: '/api/console/outbox',
      status: 200,
      tenant: desk.one.id,
      actor: expect.any(String),
    });
    expect(line.correlationId).toBe(answer.headers.get('x-request-id'));
  });
});

describe('the pages', () => {
  it.each(['/', '/sign-in', '/t/TKT-202611-00001'])('are sent without data and may run only their own files (%s)', async (path) => {
    const { status, text, headers } = await (await webClient(web)).get(path);
    expect(status).toBe(200);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|data:|https?:|\*/);
    expect(text).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|style=/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('send their scripts as JavaScript without types', async () => {
    const { text, headers } = await (await webClient(web)).get('/page/command-id.ts');
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(text).toContain('function newCommandId()');
    expect(text).not.toContain('): string');
  });

  it('never let API answers be kept by a browser', async () => {
    const { headers } = await as('admin').get('/api/me');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('etag')).toBeNull();
  });
});
