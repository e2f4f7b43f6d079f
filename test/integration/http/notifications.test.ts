import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../../domain/ids.types.ts';
import { notify } from '../../../domain/notifications/notify.ts';
import { openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { mailFrom, receive } from '../../support/mails.ts';
import { openTestWeb, type TestWeb } from '../../support/web.ts';
import { type WebClient, webClient } from '../../support/web-client.ts';

let desk: TestDesk;
let web: TestWeb;
let one: WebClient;
let two: WebClient;
beforeAll(async () => {
  desk = await openTestDesk();
  web = await openTestWeb(desk);
  one = await webClient(web, await web.signInToken(desk.one.id, desk.one.agent));
  two = await webClient(web, await web.signInToken(desk.two.id, desk.two.agent));
}, 120_000);
afterAll(async () => {
  await web.close();
  await desk.close();
});

async function tell(tenant: TestTenant, subject: string): Promise<void> {
  const filed = await receive(desk, tenant, mailFrom(`${newId<string>()}@else.example`, { subject }));
  if (filed.kind !== 'opened') throw new Error('a first mail opens a ticket');
  await desk.withTenant(tenant.id, system, (uow) =>
    notify(uow, {
      kind: 'customer_replied',
      ticketId: filed.ticketId,
      key: newId<string>(),
      audience: [{ kind: 'user', userId: tenant.agent }],
      facts: { by: 'Jane <b>' },
    }),
  );
}
type Page = {
  notifications: { id: string; text: string; subject: string; isRead: boolean; ticket: string }[];
  unread: number;
  next: string | null;
};
const list = async (client: WebClient, query = ''): Promise<Page> => (await client.get(`/api/console/notifications${query}`)).json as Page;
const unread = async (client: WebClient): Promise<unknown> => (await client.get('/api/console/notifications/unread')).json;

describe('the notifications of the signed-in person', () => {
  it('are listed in words, counted, and marked one by one or all; the other tenant’s are its own', async () => {
    await tell(desk.one, 'Scanner');
    await tell(desk.one, 'Router');
    await tell(desk.two, 'Secret');
    expect(await unread(one)).toEqual({ unread: 2 });
    const page = await list(one);
    expect(page.notifications.map(({ subject, text, isRead }) => [subject, text, isRead])).toEqual([
      ['Router', 'The customer replied · Jane <b>', false],
      ['Scanner', 'The customer replied · Jane <b>', false],
    ]);
    const id = page.notifications[0]?.id;
    expect((await two.send('POST', '/api/console/notifications/read', { notification: id })).json).toEqual({ unread: 1 });
    expect(await unread(one)).toEqual({ unread: 2 });
    expect((await one.send('POST', '/api/console/notifications/read', { notification: id })).json).toEqual({ unread: 1 });
    expect((await list(one, `?after=${id}`)).notifications.map((line) => line.subject)).toEqual(['Scanner']);
    expect((await one.send('POST', '/api/console/notifications/read', {})).json).toEqual({ unread: 0 });
    expect(await unread(two)).toEqual({ unread: 1 });
  });

  it('refuse a page that does not begin with an id', async () => {
    expect((await one.get('/api/console/notifications?after=1')).status).toBe(400);
    expect((await one.send('POST', '/api/console/notifications/read', { notification: 'all' })).status).toBe(400);
  });
});
