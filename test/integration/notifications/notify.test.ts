import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, type StaffUserId, type TicketId } from '../../../domain/ids.types.ts';
import type { AudiencePart, NotificationKind, NotificationPreferences } from '../../../domain/notifications/notifications.types.ts';
import { notify } from '../../../domain/notifications/notify.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { addStaffRow, openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { plainTicket } from '../../support/plain-ticket.ts';

let desk: TestDesk;
let other: StaffUserId;
let third: StaffUserId;
let ticket: TicketId;
beforeAll(async () => {
  desk = await openTestDesk();
  [other, third] = [newId<StaffUserId>(), newId<StaffUserId>()];
  await addStaffRow(desk.withTenant, desk.one.id, other, 'other@one.example', 'support');
  await addStaffRow(desk.withTenant, desk.one.id, third, 'third@one.example', 'support');
}, 120_000);
afterAll(() => desk.close());
beforeEach(async () => {
  desk.clock.now = null;
  await run('delete from notifications');
  await run('delete from notification_preferences');
  await run('delete from absences');
  await run('delete from on_call_shifts');
  await run("update staff_users set active = true, time_zone = 'Europe/London'");
  ticket = await ticketOf(desk.one, desk.one.agent);
});

const run = (sql: string, params: unknown[] = [], tenant: TestTenant = desk.one): Promise<number> =>
  desk.withTenant(tenant.id, system, (uow) => sqlRun(uow, sql, params));
const ticketOf = (tenant: TestTenant, assignee: StaffUserId | null): Promise<TicketId> =>
  desk.withTenant(tenant.id, system, async (uow) => {
    const { id } = await openTicket(uow, plainTicket('Printer'));
    await sqlRun(uow, 'update tickets set assignee_id = ? where id = ?', [assignee, id]);
    return id;
  });

type Line = { user: StaffUserId; surface: string; reason: string; is_digest: boolean; deliver_at: Date; facts: Record<string, unknown> };
const rows = (tenant: TestTenant = desk.one): Promise<Line[]> =>
  desk.withTenant(tenant.id, system, (uow) =>
    sqlRows<Line>(
      uow,
      'select user_id as "user", surface, reason, is_digest, deliver_at, facts from notifications order by user_id, surface',
    ),
  );
const tell = (kind: NotificationKind, key: string, audience: AudiencePart[], actor: Parameters<TestDesk['withTenant']>[1] = system) =>
  desk.withTenant(desk.one.id, actor, (uow) => notify(uow, { kind, ticketId: ticket, key, audience, facts: { by: 'Jane' } }));
const prefer = (user: StaffUserId, wish: Partial<NotificationPreferences>): Promise<number> =>
  run(
    `insert into notification_preferences (tenant_id, user_id, quiet_from, quiet_to, days, digest_at, kinds, updated_at)
     values (?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, now())`,
    [
      desk.one.id,
      user,
      wish.quietFrom ?? null,
      wish.quietTo ?? null,
      JSON.stringify(wish.days ?? [0, 1, 2, 3, 4, 5, 6]),
      wish.digestAt ?? 480,
      JSON.stringify(wish.kinds ?? {}),
    ],
  );
const people = async (): Promise<StaffUserId[]> => [...new Set((await rows()).map((row) => row.user))];
const mails = async (): Promise<Line[]> => (await rows()).filter((row) => row.surface === 'mail');

describe('deciding who is told', () => {
  it('tells the assignee on the console and by mail, wakes the pump, and shows the other tenant nothing', async () => {
    desk.wakes.length = 0;
    expect(await tell('customer_replied', 'm1', [{ kind: 'assignee' }])).toEqual({ decided: 2 });
    expect((await rows()).map(({ user, surface, reason, facts }) => ({ user, surface, reason, facts }))).toEqual([
      { user: desk.one.agent, surface: 'console', reason: 'assignee', facts: { by: 'Jane' } },
      { user: desk.one.agent, surface: 'mail', reason: 'assignee', facts: { by: 'Jane' } },
    ]);
    expect(desk.wakes.map((wake) => wake.kind)).toEqual(['notice']);
    expect(await rows(desk.two)).toEqual([]);
  });

  it('tells each person once of one event, whoever reports it and however many do at the same time', async () => {
    const told = await Promise.all([1, 2, 3, 4, 5, 6].map(() => tell('sla_breached', 'clock:1', [{ kind: 'assignee' }])));
    expect(told.reduce((sum, { decided }) => sum + decided, 0)).toBe(2);
    expect(await tell('escalated', 'clock:1', [{ kind: 'assignee' }, { kind: 'user', userId: desk.one.agent }])).toEqual({ decided: 0 });
    expect(await rows()).toHaveLength(2);
  });

  it('never tells the one who did it, nor the inactive, nor another tenant’s people', async () => {
    const actor = { kind: 'staff', userId: desk.one.agent, name: 'agent' } as const;
    await run('update staff_users set active = false where id = ?', [third]);
    const audience: AudiencePart[] = [
      { kind: 'assignee' },
      ...[other, third, desk.two.agent].map((userId) => ({ kind: 'user' as const, userId })),
    ];
    await tell('ticket_assigned', 'e1', audience, actor);
    expect(await people()).toEqual([other]);
  });

  it('leaves out whom the event excepts, also as a stand-in', async () => {
    await run(
      "insert into absences (tenant_id, id, user_id, starts_at, stand_in_id, created_at) values (?, ?, ?, now() - interval '1 day', ?, now())",
      [desk.one.id, newId<string>(), desk.one.agent, other],
    );
    await desk.withTenant(desk.one.id, system, (uow) =>
      notify(uow, {
        kind: 'escalated',
        ticketId: ticket,
        key: 'x',
        audience: [{ kind: 'assignee' }, { kind: 'user', userId: third }],
        facts: {},
        except: [other, third],
      }),
    );
    expect(await people()).toEqual([desk.one.agent]);
  });

  it('tells the team, the watchers and the escalation person of the ticket', async () => {
    const team = newId<string>();
    await run('insert into teams (tenant_id, id, name, created_at) values (?, ?, ?, now())', [desk.one.id, team, 'Network']);
    await run('insert into team_members (tenant_id, team_id, user_id, added_at) values (?, ?, ?, now())', [desk.one.id, team, other]);
    await run('insert into ticket_watchers (tenant_id, ticket_id, user_id, added_at) values (?, ?, ?, now())', [
      desk.one.id,
      ticket,
      third,
    ]);
    await run('update tickets set team_id = ? where id = ?', [team, ticket]);
    await run('update tenants set escalation_user_id = ?', [desk.one.agent]);
    await tell('sla_warning', 'w1', [{ kind: 'team' }, { kind: 'watchers' }, { kind: 'escalation_person' }]);
    const told = (await rows()).map(({ user, surface, reason, is_digest }) => [user, surface, reason, is_digest]);
    expect(told).toEqual(
      [
        [desk.one.agent, 'console', 'escalation_person', false],
        [desk.one.agent, 'mail', 'escalation_person', false],
        [other, 'console', 'team', false],
        [other, 'mail', 'team', true],
        [third, 'console', 'watchers', false],
        [third, 'mail', 'watchers', true],
      ].toSorted((a, b) => `${a[0]}${a[1]}`.localeCompare(`${b[0]}${b[1]}`)),
    );
  });

  it('finds who is on call now, on the rota of the ticket’s team when it has one', async () => {
    const shift = (rota: string, user: StaffUserId) =>
      run(
        "insert into on_call_shifts (tenant_id, id, rota, user_id, starts_at, ends_at, created_at) values (?, ?, ?, ?, now() - interval '1 hour', now() + interval '1 hour', now())",
        [desk.one.id, newId<string>(), rota, user],
      );
    await shift('support', other);
    await shift('night crew', third);
    await tell('escalated', 'x1', [{ kind: 'on_call' }]);
    expect(await people()).toEqual([other]);
    const team = newId<string>();
    await run('insert into teams (tenant_id, id, name, created_at) values (?, ?, ?, now())', [desk.one.id, team, 'Night crew']);
    await run('update tickets set team_id = ? where id = ?', [team, ticket]);
    await tell('escalated', 'x2', [{ kind: 'on_call' }]);
    expect(await people()).toEqual([other, third].toSorted());
  });

  it('mails the stand-in of somebody who is away; the absent find it on the console', async () => {
    await run(
      "insert into absences (tenant_id, id, user_id, starts_at, ends_at, stand_in_id, created_at) values (?, ?, ?, now() - interval '1 day', null, ?, now())",
      [desk.one.id, newId<string>(), desk.one.agent, other],
    );
    await tell('customer_replied', 'm2', [{ kind: 'assignee' }]);
    expect((await mails()).map(({ user, reason, facts }) => ({ user, reason, facts }))).toEqual([
      { user: other, reason: 'stand_in', facts: { by: 'Jane', insteadOf: 'agent' } },
    ]);
    expect(await people()).toEqual([desk.one.agent, other].toSorted());
  });

  it('mails the absent themselves when nobody stands in, and never the stand-in who did it', async () => {
    await run(
      "insert into absences (tenant_id, id, user_id, starts_at, stand_in_id, created_at) values (?, ?, ?, now() - interval '1 day', ?, now())",
      [desk.one.id, newId<string>(), desk.one.agent, other],
    );
    await tell('note_added', 'n1', [{ kind: 'assignee' }], { kind: 'staff', userId: other, name: 'other' });
    expect(await people()).toEqual([desk.one.agent]);
    await run('update absences set stand_in_id = null');
    await tell('customer_replied', 'm3', [{ kind: 'assignee' }]);
    expect((await mails()).map((row) => row.user)).toEqual([desk.one.agent]);
  });

  it('writes nothing when the ticket has nobody', async () => {
    ticket = await ticketOf(desk.one, null);
    desk.wakes.length = 0;
    expect(await tell('customer_replied', 'm4', [{ kind: 'assignee' }, { kind: 'team' }, { kind: 'watchers' }])).toEqual({ decided: 0 });
    expect(desk.wakes).toEqual([]);
  });
});

describe('deciding when', () => {
  it('holds a mail until the quiet hours end in the person’s own zone, also in the night the clocks change', async () => {
    await run("update staff_users set time_zone = 'Europe/Berlin' where id = ?", [desk.one.agent]);
    await prefer(desk.one.agent, { quietFrom: 19 * 60, quietTo: 7 * 60 });
    // Clocks in Berlin go back at 01:00 UTC on 25 October 2026: seven in the morning is 06:00 UTC.
    desk.clock.now = new Date('2026-10-24T20:00:00Z');
    desk.wakes.length = 0;
    await tell('customer_replied', 'q1', [{ kind: 'assignee' }]);
    expect((await mails()).map((row) => new Date(row.deliver_at).toISOString())).toEqual(['2026-10-25T06:00:00.000Z']);
    expect(desk.wakes).toEqual([]);
  });

  it('lets what the person marked urgent through, and the breach of who is on call', async () => {
    desk.clock.now = new Date('2026-11-20T22:00:00Z');
    await prefer(desk.one.agent, { quietFrom: 19 * 60, quietTo: 7 * 60, kinds: { escalated: 'urgent', customer_replied: 'off' } });
    await prefer(other, { quietFrom: 19 * 60, quietTo: 7 * 60 });
    await run(
      "insert into on_call_shifts (tenant_id, id, rota, user_id, starts_at, ends_at, created_at) values (?, ?, 'support', ?, '2026-11-20T00:00Z', '2026-11-21T00:00Z', now())",
      [desk.one.id, newId<string>(), other],
    );
    await tell('escalated', 'u1', [{ kind: 'assignee' }]);
    await tell('sla_breached', 'u2', [{ kind: 'on_call' }]);
    await tell('customer_replied', 'u3', [{ kind: 'assignee' }]);
    expect((await mails()).map((row) => new Date(row.deliver_at).toISOString())).toEqual([
      '2026-11-20T22:00:00.000Z',
      '2026-11-20T22:00:00.000Z',
    ]);
  });

  it('collects for the digest at the person’s time', async () => {
    desk.clock.now = new Date('2026-11-20T12:00:00Z');
    await prefer(desk.one.agent, { digestAt: 17 * 60 + 30, kinds: { sla_warning: 'digest' } });
    await tell('sla_warning', 'd1', [{ kind: 'assignee' }]);
    const [mail] = await mails();
    expect([mail?.is_digest, new Date(mail?.deliver_at ?? 0).toISOString()]).toEqual([true, '2026-11-20T17:30:00.000Z']);
  });
});
