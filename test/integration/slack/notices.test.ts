import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { endInstallation } from '../../../domain/chat/end-installation.ts';
import { unlinkChatPerson } from '../../../domain/chat/unlink-chat-person.ts';
import { type InstallationId, newId, type StaffUserId, type TicketId } from '../../../domain/ids.types.ts';
import { dropWaitingNotices } from '../../../domain/notifications/drop-waiting-notices.ts';
import { markRead } from '../../../domain/notifications/mark-read.ts';
import type { AudiencePart, NotificationKind, NotificationVia } from '../../../domain/notifications/notifications.types.ts';
import { notify } from '../../../domain/notifications/notify.ts';
import { type PreferenceChange, setPreferences } from '../../../domain/notifications/set-preferences.ts';
import { recordAbsence } from '../../../domain/people/record-absence.ts';
import { shardOf } from '../../../domain/tenancy/shard.rules.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { renderNotice } from '../../../mail/templates/notice.ts';
import { drainNotices } from '../../../workflows/activities/drain-notices.ts';
import { connectWorkspace, linkStaff, postDue, wordsOf } from '../../support/chat-desk.ts';
import { addStaffRow, openTestDesk, silent, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { plainTicket } from '../../support/plain-ticket.ts';

let desk: TestDesk;
let workspace: InstallationId;
let other: StaffUserId;
beforeAll(async () => {
  desk = await openTestDesk();
  other = newId<StaffUserId>();
  await addStaffRow(desk.withTenant, desk.one.id, other, 'other@one.example', 'support');
}, 120_000);
afterAll(() => desk.close());
beforeEach(async () => {
  desk.clock.now = new Date('2026-01-20T12:00:00Z');
  for (const tenant of [desk.one, desk.two])
    for (const table of [
      'notifications',
      'notification_preferences',
      'deliveries',
      'absences',
      'chat_posts',
      'chat_people',
      'chat_installations',
    ])
      await run(`delete from ${table}`, [], tenant);
  await run("update staff_users set time_zone = 'Europe/London', active = true, role = 'support'");
  await run('update tickets set is_spam = true');
  workspace = await connectWorkspace(desk, desk.one, 'T1');
});

const run = (sql: string, params: unknown[] = [], tenant: TestTenant = desk.one): Promise<number> =>
  desk.withTenant(tenant.id, system, (uow) => sqlRun(uow, sql, params));
const rows = <Row extends object>(sql: string, tenant: TestTenant = desk.one): Promise<Row[]> =>
  desk.withTenant(tenant.id, system, (uow) => sqlRows<Row>(uow, sql));
const link = (user: StaffUserId = desk.one.agent, name = 'UAGENT'): Promise<void> => linkStaff(desk, desk.one, workspace, name, user);
const ticketOf = (subject: string, assignee: StaffUserId | null = desk.one.agent, tenant: TestTenant = desk.one): Promise<TicketId> =>
  desk.withTenant(tenant.id, system, async (uow) => {
    const { id } = await openTicket(uow, { ...plainTicket(subject), customerId: tenant.customerId });
    await sqlRun(uow, 'update tickets set assignee_id = ? where id = ?', [assignee, id]);
    return id;
  });
let counter = 0;
const tell = async (kind: NotificationKind, ticketId: TicketId, audience: AudiencePart[] = [{ kind: 'assignee' }], tenant = desk.one) => {
  counter += 1;
  const event = { kind, ticketId, key: `event:${counter}`, audience, facts: { by: 'Jane' } };
  await desk.withTenant(tenant.id, system, (uow) => notify(uow, event));
};
const prefer = (change: PreferenceChange, user: StaffUserId = desk.one.agent) =>
  desk.withTenant(desk.one.id, system, (uow) => setPreferences(uow, user, change));
const drain = async (): Promise<void> => {
  for (const shard of new Set([shardOf(desk.one.id), shardOf(desk.two.id)]))
    await drainNotices({ withTenant: desk.withTenant, across: desk.across, renderNotice, log: silent }, shard);
};
const at = (instant: string): void => {
  desk.clock.now = new Date(instant);
};
const surfaces = async (): Promise<string[]> =>
  (await rows<{ surface: string; state: string }>("select surface, state from notifications where surface <> 'console' order by id")).map(
    ({ surface, state }) => `${surface} ${state}`,
  );
const mails = async (): Promise<number> => (await rows('select 1 from deliveries')).length;
const notices = async () => (await postDue(desk)).filter(({ kind }) => kind === 'notice');

describe('where a notice goes', () => {
  const table: [via: NotificationVia, linked: boolean, expected: string[]][] = [
    ['auto', false, ['mail waiting']],
    ['auto', true, ['chat waiting']],
    ['chat', true, ['chat waiting']],
    ['chat', false, ['mail waiting']],
    ['mail', true, ['mail waiting']],
    ['both', true, ['chat waiting', 'mail waiting']],
    ['both', false, ['mail waiting']],
  ];
  it.each(table)('via %s, linked %s: %j', async (via, linked, expected) => {
    if (linked) await link();
    await prefer({ via });
    await tell('customer_replied', await ticketOf('Printer'));
    expect((await surfaces()).toSorted()).toEqual(expected);
  });

  it('is chat only while the workspace is connected, and never for a link of another tenant', async () => {
    await link();
    const theirs = await connectWorkspace(desk, desk.two, 'T2');
    await linkStaff(desk, desk.two, theirs, 'UTWO', desk.two.agent);
    await run("update chat_installations set state = 'revoked'");
    await tell('customer_replied', await ticketOf('Printer'));
    expect(await surfaces()).toEqual(['mail waiting']);
  });
});

describe('a notice in chat', () => {
  it('is one direct message that says what happened, of which ticket, whose, and what can be done', async () => {
    await link();
    const ticket = await ticketOf('Printer <!channel> & co');
    await run("update tickets set next_due_at = '2026-01-20T15:30:00Z' where id = ?", [ticket]);
    desk.wakes.length = 0;
    await tell('customer_replied', ticket);
    expect(desk.wakes.map(({ kind }) => kind)).toContain('notice');
    await drain();
    const [made, ...more] = await notices();
    expect(more).toEqual([]);
    expect(made?.effectKey).toMatch(/^notice:[0-9a-f-]{36}$/);
    expect(made?.call).toMatchObject({ verb: 'dm', user: 'UAGENT', threadTs: null });
    const words = wordsOf(made?.call as never);
    for (const part of ['The customer replied', 'Jane', 'Acme', '15:30', 'https://desk.example/t/TKT-', 'Mark read', 'Show'])
      expect(words).toContain(part);
    expect(words).not.toMatch(/"mrkdwn","text":"[^"]*<!channel>/);
    expect(words).not.toContain('"Take"');
    expect(await surfaces()).toEqual(['chat queued']);
    expect(await mails()).toBe(0);
    await drain();
    expect(await notices()).toEqual([]);
  });

  it('offers to take a ticket nobody has, not to a viewer, and to acknowledge a breach with a reason', async () => {
    await link();
    const ticket = await ticketOf('Nobody’s', null);
    const me: AudiencePart[] = [{ kind: 'user', userId: desk.one.agent }];
    await tell('sla_breached', ticket, me);
    await drain();
    const words = wordsOf((await notices())[0]?.call as never);
    expect(words).toContain('"Take"');
    expect(words).toContain('Acknowledge');
    await run("update staff_users set role = 'viewer'");
    await tell('sla_breached', ticket, me);
    await drain();
    const forViewer = wordsOf((await notices())[0]?.call as never);
    expect(forViewer).toContain('"Show"');
    expect(forViewer).not.toMatch(/"Take"|Acknowledge/);
  });

  it('is one message for everything that quiet hours collected, in the order it happened', async () => {
    await link();
    await prefer({ quiet: { from: 19 * 60, to: 7 * 60 } });
    at('2026-01-20T21:00:00Z');
    for (const subject of ['First', 'Second', 'Third']) {
      await tell('customer_replied', await ticketOf(subject));
      at(`2026-01-20T21:0${counter % 9}:30Z`);
    }
    await drain();
    expect(await notices()).toEqual([]);
    at('2026-01-21T07:00:00Z');
    await Promise.all([drain(), drain()]);
    const [made, ...more] = await notices();
    expect(more).toEqual([]);
    const words = wordsOf(made?.call as never);
    expect(words).toContain('3 notices');
    for (const subject of ['First', 'Second', 'Third']) expect(words).toContain(subject);
    expect(await surfaces()).toEqual(['chat queued', 'chat queued', 'chat queued']);
  });

  it('drops what became stale while it waited, before it is queued and before it is posted', async () => {
    await link();
    const [read, merged, kept] = [await ticketOf('Read'), await ticketOf('Merged'), await ticketOf('Kept')];
    for (const ticket of [read, merged, kept]) await tell('customer_replied', ticket);
    await desk.withTenant(desk.one.id, system, (uow) => markRead(uow, desk.one.agent, { ticketId: read }));
    await drain();
    await run('update tickets set merged_into_id = ?, merged_at = now() where id = ?', [kept, merged]);
    const [made] = await notices();
    const words = wordsOf(made?.call as never);
    expect(words).toContain('Kept');
    expect(words).not.toMatch(/Merged|"Read /);
    expect(await surfaces()).toEqual(['chat dropped', 'chat dropped', 'chat queued']);
    await tell('customer_replied', kept);
    await drain();
    await desk.withTenant(desk.one.id, system, (uow) => markRead(uow, desk.one.agent, 'all'));
    expect(await notices()).toEqual([]);
  });

  it('falls back to mail when the person is not linked any more as its time comes, once', async () => {
    await link();
    await tell('customer_replied', await ticketOf('Printer'));
    await desk.withTenant(desk.one.id, system, (uow) => unlinkChatPerson(uow, { userId: desk.one.agent }));
    await drain();
    expect(await surfaces()).toEqual(['mail queued']);
    expect(await mails()).toBe(1);
    expect(await notices()).toEqual([]);
  });

  it('falls back to mail when the link or the workspace ended between queue and post, and to nothing for who wanted both', async () => {
    await link();
    const ticket = await ticketOf('Printer');
    await tell('customer_replied', ticket);
    await drain();
    await desk.withTenant(desk.one.id, system, (uow) => unlinkChatPerson(uow, { userId: desk.one.agent }));
    expect(await notices()).toEqual([]);
    await drain();
    expect(await surfaces()).toEqual(['mail queued']);
    await link();
    await tell('customer_replied', ticket);
    await drain();
    await desk.withTenant(desk.one.id, system, (uow) => endInstallation(uow, workspace, 'uninstalled'));
    await drain();
    expect(await surfaces()).toEqual(['mail queued', 'mail queued']);
    expect(await mails()).toBe(2);
    await run("update chat_installations set state = 'active', ended_at = null");
    await prefer({ via: 'both' });
    await tell('customer_replied', ticket);
    await drain();
    await desk.withTenant(desk.one.id, system, (uow) => unlinkChatPerson(uow, { userId: desk.one.agent }));
    expect(await notices()).toEqual([]);
    await drain();
    expect(await mails()).toBe(3);
    expect((await surfaces()).toSorted()).toEqual(['chat dropped', 'mail queued', 'mail queued', 'mail queued']);
  });

  it('goes to the stand-in of somebody who is away, by the stand-in’s own surface', async () => {
    await link(other, 'UOTHER');
    await desk.withTenant(desk.one.id, system, (uow) =>
      recordAbsence(uow, { userId: desk.one.agent, from: null, until: null, standInId: other, note: '' }),
    );
    await tell('customer_replied', await ticketOf('Printer'));
    await drain();
    const [made] = await notices();
    expect(made?.call).toMatchObject({ verb: 'dm', user: 'UOTHER' });
    expect(wordsOf(made?.call as never)).toContain('for agent');
  });

  it('goes to the workspace where the person was linked last', async () => {
    await link();
    const second = await connectWorkspace(desk, desk.one, 'T9');
    at('2026-01-20T12:05:00Z');
    await linkStaff(desk, desk.one, second, 'UELSEWHERE', desk.one.agent);
    await tell('customer_replied', await ticketOf('Printer'));
    await drain();
    expect((await notices()).map(({ call }) => call)).toMatchObject([{ user: 'UELSEWHERE' }]);
  });

  it('is queued once by several drains at the same time, and is dropped like mail after a restore', async () => {
    await link();
    for (let i = 0; i < 5; i += 1) await tell('customer_replied', await ticketOf(`T${i}`));
    await Promise.all([drain(), drain(), drain(), drain()]);
    const told = await rows<{ notices: string[] }>("select ref->'notices' as notices from chat_posts where kind = 'notice'");
    expect(told.flatMap((row) => row.notices)).toHaveLength(5);
    await tell('customer_replied', await ticketOf('Later'));
    expect(await desk.withTenant(desk.one.id, system, (uow) => dropWaitingNotices(uow))).toBe(1);
    expect((await surfaces()).at(-1)).toBe('chat dropped');
  });

  it('shows the other tenant nothing and keeps both apart', async () => {
    await link();
    const theirs = await connectWorkspace(desk, desk.two, 'T2');
    await linkStaff(desk, desk.two, theirs, 'UAGENT', desk.two.agent);
    await tell('customer_replied', await ticketOf('Ours only'));
    await tell('customer_replied', await ticketOf('Theirs only', desk.two.agent, desk.two), [{ kind: 'assignee' }], desk.two);
    await drain();
    const made = (await notices()).map(({ call }) => wordsOf(call));
    expect(made).toHaveLength(2);
    for (const words of made) expect(words.includes('Ours only')).not.toBe(words.includes('Theirs only'));
    expect(await rows("select 1 from chat_posts where kind = 'notice'", desk.two)).toHaveLength(1);
  });
});
