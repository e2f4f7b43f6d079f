import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { claimDelivery } from '../../../domain/deliveries/claim-delivery.ts';
import type { StoredMail } from '../../../domain/deliveries/stored-mail.types.ts';
import { type DeliveryId, newId, type StaffUserId, type TenantId, type TicketId } from '../../../domain/ids.types.ts';
import { countUnread } from '../../../domain/notifications/count-unread.ts';
import { listNotifications } from '../../../domain/notifications/list-notifications.ts';
import { markRead } from '../../../domain/notifications/mark-read.ts';
import type { AudiencePart, NotificationKind } from '../../../domain/notifications/notifications.types.ts';
import { notify } from '../../../domain/notifications/notify.ts';
import { queueNotice } from '../../../domain/notifications/queue-notice.ts';
import { setPreferences } from '../../../domain/notifications/set-preferences.ts';
import { shardOf } from '../../../domain/tenancy/shard.rules.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { renderNotice } from '../../../mail/templates/notice.ts';
import { drainNotices } from '../../../workflows/activities/drain-notices.ts';
import { openTestDesk, silent, system, type TestDesk, type TestTenant } from '../../support/desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
}, 120_000);
afterAll(() => desk.close());
beforeEach(async () => {
  desk.clock.now = null;
  for (const tenant of [desk.one, desk.two]) {
    await run('delete from notifications', [], tenant);
    await run('delete from deliveries', [], tenant);
    await run('delete from notification_preferences', [], tenant);
    await run("update staff_users set active = true, language = 'en', time_zone = 'Europe/London'", [], tenant);
    await run('update mailboxes set enabled = true', [], tenant);
  }
});

const run = (sql: string, params: unknown[] = [], tenant: TestTenant = desk.one): Promise<number> =>
  desk.withTenant(tenant.id, system, (uow) => sqlRun(uow, sql, params));
const rows = <Row extends object>(sql: string, params: unknown[] = [], tenant: TestTenant = desk.one): Promise<Row[]> =>
  desk.withTenant(tenant.id, system, (uow) => sqlRows<Row>(uow, sql, params));
const ticketOf = (tenant: TestTenant, subject = 'Printer'): Promise<TicketId> =>
  desk.withTenant(tenant.id, system, async (uow) => {
    const customerId = tenant.customerId;
    const { id } = await openTicket(uow, {
      subject,
      channel: 'console',
      mailboxId: null,
      requester: null,
      customerId,
      contactId: null,
      triage: null,
    });
    await sqlRun(uow, 'update tickets set assignee_id = ? where id = ?', [tenant.agent, id]);
    return id;
  });
let counter = 0;
const tell = async (tenant: TestTenant, kind: NotificationKind, ticketId: TicketId, audience: AudiencePart[] = [{ kind: 'assignee' }]) => {
  counter += 1;
  const key = `event:${counter}`;
  await desk.withTenant(tenant.id, system, (uow) => notify(uow, { kind, ticketId, key, audience, facts: { by: 'Jane' } }));
  const [row] = await rows<{ id: string }>("select id from notifications where event_key = ? and surface = 'mail'", [key], tenant);
  return row?.id ?? '';
};
const drain = (tenantId: TenantId) =>
  drainNotices({ withTenant: desk.withTenant, across: desk.across, renderNotice, log: silent }, shardOf(tenantId));
const drainBoth = async (): Promise<void> => {
  for (const shard of new Set([shardOf(desk.one.id), shardOf(desk.two.id)]))
    await drainNotices({ withTenant: desk.withTenant, across: desk.across, renderNotice, log: silent }, shard);
};
type Sent = { effect_key: string; purpose: string; ticket_id: string | null; mail: StoredMail };
const mails = (tenant: TestTenant = desk.one): Promise<Sent[]> =>
  rows<Sent>('select effect_key, purpose, ticket_id, mail from deliveries order by first_queued_at, id', [], tenant);
const states = async (tenant: TestTenant = desk.one): Promise<string[]> =>
  (await rows<{ state: string }>("select state from notifications where surface = 'mail' order by id", [], tenant)).map((row) => row.state);
const digestAll = (user: StaffUserId, tenant: TestTenant = desk.one) =>
  desk.withTenant(tenant.id, system, (uow) => setPreferences(uow, user, { kind: { name: 'customer_replied', choice: 'digest' } }));

describe('the drain of due notices', () => {
  it('puts one mail of each tenant into its own ledger, to the person, automatic, of no ticket', async () => {
    const ticket = await ticketOf(desk.one, 'Scanner');
    await ticketOf(desk.two);
    await tell(desk.one, 'customer_replied', ticket);
    await tell(desk.two, 'sla_warning', await ticketOf(desk.two, 'Other'));
    await drainBoth();
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ purpose: 'notice', ticket_id: null });
    expect(mail?.effect_key).toMatch(/^notice:[0-9a-f-]{36}$/);
    expect(mail?.mail).toMatchObject({
      from: { address: desk.one.mailboxAddress },
      to: [{ address: 'agent@one.example' }],
      cc: [],
      replyTo: null,
      inReplyTo: null,
      autoSubmitted: 'auto-generated',
    });
    expect(mail?.mail.subject).toContain('The customer replied: Scanner');
    expect(mail?.mail.text).toContain('Customer: Acme');
    expect((await mails(desk.two)).map((row) => row.mail.to[0]?.address)).toEqual(['agent@two.example']);
    expect(await states()).toEqual(['queued']);
  });

  it('writes in the person’s language', async () => {
    await run("update staff_users set language = 'de', time_zone = 'Europe/Berlin'");
    await tell(desk.one, 'sla_breached', await ticketOf(desk.one));
    await drain(desk.one.id);
    expect((await mails())[0]?.mail.subject).toContain('Frist verletzt');
  });

  it('queues a notice once, however many drains run at the same time', async () => {
    for (let i = 0; i < 5; i += 1) await tell(desk.one, 'customer_replied', await ticketOf(desk.one));
    await Promise.all([1, 2, 3, 4].map(() => drain(desk.one.id)));
    expect(await mails()).toHaveLength(5);
    expect(await states()).toEqual(Array(5).fill('queued'));
    await drain(desk.one.id);
    expect(await mails()).toHaveLength(5);
  });

  it('composes one mail of everything that is due for a person’s digest, and one a day', async () => {
    await digestAll(desk.one.agent);
    desk.clock.now = new Date('2026-01-20T12:00:00Z');
    for (const subject of ['One', 'Two', 'Three']) await tell(desk.one, 'customer_replied', await ticketOf(desk.one, subject));
    await drain(desk.one.id);
    expect(await mails()).toEqual([]);
    desk.clock.now = new Date('2026-01-21T08:00:00Z');
    await Promise.all([drain(desk.one.id), drain(desk.one.id), drain(desk.one.id)]);
    const [digest, ...more] = await mails();
    expect(more).toEqual([]);
    expect(digest?.effect_key).toBe(`digest:${desk.one.agent}:2026-01-21`);
    expect(digest?.mail.subject).toBe('Deskhand: 3 notices for you');
    for (const subject of ['One', 'Two', 'Three']) expect(digest?.mail.text).toContain(subject);
    expect(await states()).toEqual(['queued', 'queued', 'queued']);
  });

  it('leaves what comes after today’s digest to tomorrow’s', async () => {
    await digestAll(desk.one.agent);
    desk.clock.now = new Date('2026-01-20T12:00:00Z');
    await tell(desk.one, 'customer_replied', await ticketOf(desk.one, 'Early'));
    desk.clock.now = new Date('2026-01-21T08:00:00Z');
    await drain(desk.one.id);
    desk.clock.now = new Date('2026-01-20T13:00:00Z');
    await tell(desk.one, 'customer_replied', await ticketOf(desk.one, 'Straggler'));
    desk.clock.now = new Date('2026-01-21T08:00:05Z');
    await drain(desk.one.id);
    expect(await mails()).toHaveLength(1);
    desk.clock.now = new Date('2026-01-22T08:00:00Z');
    await drain(desk.one.id);
    expect((await mails()).map((row) => row.effect_key)).toEqual([
      `digest:${desk.one.agent}:2026-01-21`,
      `digest:${desk.one.agent}:2026-01-22`,
    ]);
  });

  it('drops what is of no interest any more and sends the rest of the digest', async () => {
    await digestAll(desk.one.agent);
    desk.clock.now = new Date('2026-01-20T12:00:00Z');
    const [merged, read, kept] = [await ticketOf(desk.one, 'Merged'), await ticketOf(desk.one, 'Read'), await ticketOf(desk.one, 'Kept')];
    for (const ticket of [merged, read, kept]) await tell(desk.one, 'customer_replied', ticket);
    await run('update tickets set merged_into_id = ?, merged_at = now() where id = ?', [kept, merged]);
    await desk.withTenant(desk.one.id, system, (uow) => markRead(uow, desk.one.agent, { ticketId: read }));
    desk.clock.now = new Date('2026-01-21T08:00:00Z');
    await drain(desk.one.id);
    expect((await mails())[0]?.mail.subject).toBe('Deskhand: One notice for you');
    expect((await mails())[0]?.mail.text).toContain('Kept');
    expect(await states()).toEqual(['dropped', 'dropped', 'queued']);
  });

  it('mails nothing to somebody who left, and nothing of a ticket that is spam', async () => {
    const ticket = await ticketOf(desk.one);
    await tell(desk.one, 'customer_replied', ticket);
    await run('update staff_users set active = false');
    await drain(desk.one.id);
    await run('update staff_users set active = true');
    await tell(desk.one, 'customer_replied', ticket);
    await run('update tickets set is_spam = true where id = ?', [ticket]);
    await drain(desk.one.id);
    expect(await mails()).toEqual([]);
    expect(await states()).toEqual(['dropped', 'dropped']);
  });

  it('waits while no mailbox is enabled and gives up after days', async () => {
    await run('update mailboxes set enabled = false');
    desk.clock.now = new Date('2026-01-20T12:00:00Z');
    const id = await tell(desk.one, 'customer_replied', await ticketOf(desk.one));
    const queued = (at: string) => {
      desk.clock.now = new Date(at);
      return desk.withTenant(desk.one.id, system, (uow) => queueNotice(uow, id, renderNotice));
    };
    expect(await queued('2026-01-20T12:00:00Z')).toEqual({ queued: 0, dropped: 0, postponed: 1 });
    expect(await queued('2026-01-20T12:30:00Z')).toEqual({ queued: 0, dropped: 0, postponed: 0 });
    expect(await queued('2026-01-24T12:00:00Z')).toEqual({ queued: 0, dropped: 1, postponed: 0 });
  });

  it('puts off a notice that cannot be composed, without holding up the others', async () => {
    desk.clock.now = new Date('2026-01-20T12:00:00Z');
    await tell(desk.one, 'customer_replied', await ticketOf(desk.one, 'Poison'));
    await tell(desk.one, 'customer_replied', await ticketOf(desk.one, 'Good'));
    const broken: typeof renderNotice = (mail) => {
      if (mail.lines[0]?.subject === 'Poison') throw new Error('no words');
      return renderNotice(mail);
    };
    const deps = { withTenant: desk.withTenant, across: desk.across, renderNotice: broken, log: silent };
    expect(await drainNotices(deps, shardOf(desk.one.id))).toMatchObject({ handled: 1, parked: 1 });
    expect(await drainNotices(deps, shardOf(desk.one.id))).toMatchObject({ handled: 0, parked: 0 });
    expect(await mails()).toHaveLength(1);
    desk.clock.now = new Date('2026-01-20T12:20:00Z');
    await drain(desk.one.id);
    expect(await mails()).toHaveLength(2);
  });

  it('deals one tenant after the other and counts what waits as open work', async () => {
    for (let i = 0; i < 3; i += 1) await tell(desk.one, 'customer_replied', await ticketOf(desk.one));
    const open = (await desk.across.unsafeOpenWork()).filter((line) => line.kind === 'notice');
    expect(open).toMatchObject([{ shard: shardOf(desk.one.id), waiting: 3 }]);
    const ids = (await desk.across.unsafeDueNotices(shardOf(desk.one.id), 2)).map((row) => row.tenantId);
    expect(ids).toEqual([desk.one.id, desk.one.id]);
  });

  it('is sent by the plain ledger: a notice whose delivery fails tells nobody of it', async () => {
    await tell(desk.one, 'customer_replied', await ticketOf(desk.one));
    await drain(desk.one.id);
    const [row] = await rows<{ id: DeliveryId }>('select id from deliveries');
    const { settleDelivery } = await import('../../../domain/deliveries/settle-delivery.ts');
    await desk.withTenant(desk.one.id, system, async (uow) => {
      const claimed = await claimDelivery(uow, row?.id as DeliveryId);
      if (claimed === null || claimed === 'uncertain') throw new Error('nothing to claim');
      await settleDelivery(uow, claimed, { kind: 'refused', permanent: true, code: 550, reason: 'no such user' });
    });
    expect(await rows("select 1 from notifications where kind = 'delivery_failed'")).toEqual([]);
  });
});

describe('a person’s own list', () => {
  const list = (unreadOnly = false, after: string | null = null, limit = 2) =>
    desk.withTenant(desk.one.id, system, (uow) => listNotifications(uow, desk.one.agent, { unreadOnly, after, limit }));

  it('pages newest first, counts what is unread, and marks one, those of a ticket, or all', async () => {
    const tickets = [await ticketOf(desk.one, 'A'), await ticketOf(desk.one, 'B'), await ticketOf(desk.one, 'C')];
    for (const ticket of tickets) await tell(desk.one, 'customer_replied', ticket);
    const first = await list();
    expect(first.notifications.map((line) => line.subject)).toEqual(['C', 'B']);
    expect(first.unread).toBe(3);
    const second = await list(false, first.next);
    expect([second.notifications.map((line) => line.subject), second.next]).toEqual([['A'], null]);
    const mark = (which: Parameters<typeof markRead>[2], user = desk.one.agent) =>
      desk.withTenant(desk.one.id, system, (uow) => markRead(uow, user, which));
    expect(await mark('all', newId<StaffUserId>())).toBe(0);
    expect(await mark({ id: first.notifications[0]?.id ?? '' })).toBe(1);
    expect(await mark({ ticketId: tickets[1] as TicketId })).toBe(1);
    expect((await list(true)).notifications.map((line) => line.subject)).toEqual(['A']);
    expect(await mark('all')).toBe(1);
    expect(await desk.withTenant(desk.one.id, system, (uow) => countUnread(uow, desk.one.agent))).toBe(0);
    expect(await desk.withTenant(desk.two.id, system, (uow) => countUnread(uow, desk.one.agent))).toBe(0);
  });
});
