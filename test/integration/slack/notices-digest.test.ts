import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { endInstallation } from '../../../domain/chat/end-installation.ts';
import { resumePeople } from '../../../domain/chat/resume-people.ts';
import { unlinkChatPerson } from '../../../domain/chat/unlink-chat-person.ts';
import { type InstallationId, newId, type StaffUserId, type TeamId, type TicketId } from '../../../domain/ids.types.ts';
import { notify } from '../../../domain/notifications/notify.ts';
import { nextDigest } from '../../../domain/notifications/quiet-hours.rules.ts';
import { type PreferenceChange, setPreferences } from '../../../domain/notifications/set-preferences.ts';
import { addShift } from '../../../domain/people/add-shift.ts';
import { addTeam } from '../../../domain/people/add-team.ts';
import { dropShift } from '../../../domain/people/drop-shift.ts';
import { recordAbsence } from '../../../domain/people/record-absence.ts';
import { updateStaff } from '../../../domain/people/update-staff.ts';
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
  at('2026-01-20T12:00:00Z');
  const tables = ['notifications', 'notification_preferences', 'deliveries', 'absences', 'chat_posts', 'chat_people', 'chat_installations'];
  for (const tenant of [desk.one, desk.two])
    for (const table of [...tables, 'on_call_shifts']) await run(`delete from ${table}`, [], tenant);
  await run("update staff_users set time_zone = 'Europe/London', active = true, role = case when id = ? then 'owner' else 'support' end", [
    other,
  ]);
  await run('update tickets set is_spam = true');
  workspace = await connectWorkspace(desk, desk.one, 'T1');
});

const run = (sql: string, params: unknown[] = [], tenant: TestTenant = desk.one): Promise<number> =>
  desk.withTenant(tenant.id, system, (uow) => sqlRun(uow, sql, params));
const inOne = <T>(work: Parameters<typeof desk.withTenant<T>>[2]): Promise<T> => desk.withTenant(desk.one.id, system, work);
const at = (instant: string): void => {
  desk.clock.now = new Date(instant);
};
const link = (user: StaffUserId = desk.one.agent, name = 'UAGENT'): Promise<void> => linkStaff(desk, desk.one, workspace, name, user);
const prefer = (change: PreferenceChange) => inOne((uow) => setPreferences(uow, desk.one.agent, change));
const ticketOf = (subject: string, changes: Record<string, unknown> = {}): Promise<TicketId> =>
  inOne(async (uow) => {
    const { id } = await openTicket(uow, { ...plainTicket(subject), customerId: desk.one.customerId });
    const values: Record<string, unknown> = { assignee_id: desk.one.agent, ...changes };
    for (const [column, value] of Object.entries(values)) await sqlRun(uow, `update tickets set ${column} = ? where id = ?`, [value, id]);
    return id;
  });
const planned = async (kind: 'digest' | 'handoff' = 'digest', tenant: TestTenant = desk.one): Promise<string[]> => {
  const found = await desk.withTenant(tenant.id, system, (uow) =>
    sqlRows<{ at: Date; key: string }>(
      uow,
      "select next_attempt_at as at, effect_key as key from chat_posts where kind = ? and state = 'queued' order by next_attempt_at",
      [kind],
    ),
  );
  return found.map((row) => new Date(row.at).toISOString().slice(0, 16));
};
const drain = () => drainNotices({ withTenant: desk.withTenant, across: desk.across, renderNotice, log: silent }, shardOf(desk.one.id));

describe('the hour of the digest', () => {
  const everyDay = { quietFrom: null, quietTo: null, days: [0, 1, 2, 3, 4, 5, 6], digestAt: 480 };
  const workdays = { ...everyDay, days: [1, 2, 3, 4, 5] };
  // Berlin puts the clock forward on 29 March 2026 and back on 25 October; New York on 8 March and 1 November.
  const hours: [what: string, after: string, zone: string, wanted: Parameters<typeof nextDigest>[2], expected: string][] = [
    ['today while it is to come', '2026-01-20T06:00:00Z', 'Europe/Berlin', everyDay, '2026-01-20T07:00:00.000Z'],
    ['tomorrow when it has passed', '2026-01-20T07:00:00Z', 'Europe/Berlin', everyDay, '2026-01-21T07:00:00.000Z'],
    ['in another zone', '2026-01-20T07:00:00Z', 'America/New_York', everyDay, '2026-01-20T13:00:00.000Z'],
    ['before the clock goes forward', '2026-03-27T12:00:00Z', 'Europe/Berlin', everyDay, '2026-03-28T07:00:00.000Z'],
    ['after the clock went forward', '2026-03-28T07:00:00Z', 'Europe/Berlin', everyDay, '2026-03-29T06:00:00.000Z'],
    ['before the clock goes back', '2026-10-23T12:00:00Z', 'Europe/Berlin', everyDay, '2026-10-24T06:00:00.000Z'],
    ['after the clock went back', '2026-10-24T06:00:00Z', 'Europe/Berlin', everyDay, '2026-10-25T07:00:00.000Z'],
    [
      'at an hour that the change leaves out',
      '2026-03-28T12:00:00Z',
      'Europe/Berlin',
      { ...everyDay, digestAt: 150 },
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'once at an hour that comes twice',
      '2026-10-25T00:30:00Z',
      'Europe/Berlin',
      { ...everyDay, digestAt: 150 },
      '2026-10-26T01:30:00.000Z',
    ],
    ['on Monday after Friday', '2026-01-23T08:00:00Z', 'Europe/London', workdays, '2026-01-26T08:00:00.000Z'],
    [
      'at the end of quiet hours',
      '2026-01-20T12:00:00Z',
      'Europe/London',
      { ...everyDay, quietFrom: 1140, quietTo: 570 },
      '2026-01-21T09:30:00.000Z',
    ],
  ];
  it.each(hours)('is %s', (_what, after, zone, wanted, expected) => {
    expect(nextDigest(new Date(after), zone, wanted).toISOString()).toBe(expected);
  });

  it('follows each person over a change of the clocks, one digest a local day', async () => {
    await run("update staff_users set time_zone = 'Europe/Berlin' where id = ?", [desk.one.agent]);
    await run("update staff_users set time_zone = 'America/New_York' where id = ?", [other]);
    at('2026-03-06T12:30:00Z');
    await link();
    await link(other, 'UOTHER');
    await ticketOf('Mine', { next_due_at: '2026-03-01T00:00:00Z' });
    await ticketOf('Theirs', { next_due_at: '2026-03-01T00:00:00Z', assignee_id: other });
    const came: string[] = [];
    for (let hour = 0; hour < 24 * 26; hour += 1) {
      const instant = new Date(Date.UTC(2026, 2, 6, 13) + hour * 3_600_000);
      // Nights bring nothing and take their time; whatever came too early would be seen in the morning.
      if (instant.getUTCHours() < 5 || instant.getUTCHours() > 14) continue;
      at(instant.toISOString());
      for (const { call } of await postDue(desk)) {
        if (call.verb === 'dm') came.push(`${call.user} ${desk.clock.now?.toISOString().slice(5, 13)}`);
      }
    }
    const of = (user: string): string[] => came.filter((line) => line.startsWith(user)).map((line) => line.slice(user.length + 1));
    const days = (from: number, until: number, hour: string): string[] =>
      Array.from({ length: until - from + 1 }, (_, index) => `03-${String(from + index).padStart(2, '0')}T${hour}`);
    expect(of('UAGENT')).toEqual([...days(7, 28, '07'), ...days(29, 31, '06'), '04-01T06']);
    expect(of('UOTHER')).toEqual([...days(6, 7, '13'), ...days(8, 31, '12'), '04-01T12']);
  }, 120_000);
});

describe('the digest that waits', () => {
  it('starts with the link and is one, moves with hour, days and zone, and ends with the link', async () => {
    expect(await planned()).toEqual([]);
    await link();
    expect(await planned()).toEqual(['2026-01-21T08:00']);
    await prefer({ digestAt: 17 * 60 });
    expect(await planned()).toEqual(['2026-01-20T17:00']);
    await prefer({ digestAt: 8 * 60 });
    expect(await planned()).toEqual(['2026-01-21T08:00']);
    await inOne((uow) => updateStaff(uow, 'agent@one.example', { timeZone: 'America/New_York' }));
    expect(await planned()).toEqual(['2026-01-20T13:00']);
    await prefer({ days: [4] });
    expect(await planned()).toEqual(['2026-01-22T13:00']);
    await prefer({ morning: false });
    expect(await planned()).toEqual([]);
    await prefer({ morning: true });
    expect(await planned()).toEqual(['2026-01-22T13:00']);
    await prefer({ via: 'mail' });
    expect(await planned()).toEqual([]);
    await prefer({ via: 'auto' });
    await inOne((uow) => unlinkChatPerson(uow, { userId: desk.one.agent }));
    expect(await planned()).toEqual([]);
    expect(await planned('digest', desk.two)).toEqual([]);
  });

  it('ends with the workspace, comes back with it, and ends for somebody who left', async () => {
    await link();
    await inOne((uow) => endInstallation(uow, workspace, 'uninstalled'));
    expect(await planned()).toEqual([]);
    await run("update chat_installations set state = 'active', ended_at = null");
    await inOne((uow) => resumePeople(uow, workspace));
    expect(await planned()).toEqual(['2026-01-21T08:00']);
    await inOne((uow) => updateStaff(uow, 'agent@one.example', { active: false }));
    expect(await planned()).toEqual([]);
  });

  it('does not hold back what is posted to the person meanwhile', async () => {
    await link();
    const ticketId = await ticketOf('Printer');
    await inOne((uow) => notify(uow, { kind: 'customer_replied', ticketId, key: 'k1', audience: [{ kind: 'assignee' }], facts: {} }));
    await drain();
    expect((await postDue(desk)).map(({ kind }) => kind)).toEqual(['notice']);
  });
});

describe('what the digest says', () => {
  it('is not sent when it is empty, nor to somebody who is away, and the next one is planned all the same', async () => {
    await link();
    at('2026-01-21T08:00:00Z');
    expect(await postDue(desk)).toEqual([]);
    expect(await planned()).toEqual(['2026-01-22T08:00']);
    await ticketOf('Overdue', { next_due_at: '2026-01-21T00:00:00Z' });
    await inOne((uow) => recordAbsence(uow, { userId: desk.one.agent, from: null, until: null, standInId: null, note: '' }));
    at('2026-01-22T08:00:00Z');
    expect(await postDue(desk)).toEqual([]);
    expect(await planned()).toEqual(['2026-01-23T08:00']);
  });

  it('names what is overdue, due today, waiting, soon in the teams, with nobody, and next actions, with links, and no stranger’s', async () => {
    await link();
    const team = (await inOne((uow) => addTeam(uow, 'Network'))).id as TeamId;
    await run('insert into team_members (tenant_id, team_id, user_id, added_at) values (?, ?, ?, now())', [
      desk.one.id,
      team,
      desk.one.agent,
    ]);
    await ticketOf('Long over', { next_due_at: '2026-01-20T10:00:00Z' });
    await ticketOf('This afternoon', { next_due_at: '2026-01-21T15:00:00Z' });
    await ticketOf('Next week', { next_due_at: '2026-01-28T15:00:00Z' });
    await ticketOf('Of a colleague', { assignee_id: other, team_id: team, next_due_at: '2026-01-21T10:00:00Z' });
    await ticketOf('Elsewhere', { assignee_id: other, next_due_at: '2026-01-21T10:00:00Z' });
    await ticketOf('Whose is it', { assignee_id: null, team_id: team });
    await ticketOf('Asleep', { next_due_at: '2026-01-20T10:00:00Z', snoozed_until: '2026-02-01T00:00:00Z' });
    await ticketOf('To call', {
      next_action: 'Call them back',
      next_action_due_at: '2026-01-20T18:00:00Z',
      next_action_due_is_manual: true,
    });
    at('2026-01-21T08:00:00Z');
    const [made, ...more] = await postDue(desk);
    expect(more).toEqual([]);
    expect(made).toMatchObject({ kind: 'digest', effectKey: `digest:${desk.one.agent}:2026-01-21`, call: { verb: 'dm', user: 'UAGENT' } });
    const words = wordsOf(made?.call as never);
    for (const part of [
      ...['Overdue: 1', 'Long over', 'Due today: 1', 'This afternoon', 'Breaching soon in your teams: 1', 'Of a colleague'],
      ...['Nobody in your teams has them: 1', 'Whose is it', 'Next actions overdue: 1', 'Call them back', 'https://desk.example/t/TKT-'],
    ])
      expect(words).toContain(part);
    expect(words).not.toMatch(/Next week|Elsewhere|Asleep/);
    expect(await postDue(desk)).toEqual([]);
  });

  it('takes the notices that were collected for it, as one message, in whichever order the pumps run', async () => {
    await link();
    await prefer({ kind: { name: 'customer_replied', choice: 'digest' } });
    const tell = async (subject: string, key: string): Promise<void> => {
      const ticketId = await ticketOf(subject);
      await inOne((uow) => notify(uow, { kind: 'customer_replied', ticketId, key, audience: [{ kind: 'assignee' }], facts: {} }));
    };
    await tell('Collected one', 'a');
    await tell('Collected two', 'b');
    at('2026-01-21T08:00:00Z');
    await drain();
    const first = await postDue(desk);
    expect(first.map(({ kind }) => kind)).toEqual(['digest']);
    expect(wordsOf(first[0]?.call as never)).toContain('You were also told: 2');
    await tell('Collected three', 'c');
    at('2026-01-22T08:00:00Z');
    const second = await postDue(desk);
    await drain();
    expect(second.map(({ kind }) => kind)).toEqual(['digest']);
    expect(wordsOf(second[0]?.call as never)).toContain('You were also told: 1');
    expect(await postDue(desk)).toEqual([]);
    expect(await inOne((uow) => sqlRows(uow, 'select 1 from deliveries'))).toEqual([]);
  });

  it('leaves collected notices to one message of their own when the digest is off', async () => {
    await link();
    await prefer({ morning: false, kind: { name: 'customer_replied', choice: 'digest' } });
    for (const key of ['a', 'b']) {
      const ticketId = await ticketOf(`Collected ${key}`);
      await inOne((uow) => notify(uow, { kind: 'customer_replied', ticketId, key, audience: [{ kind: 'assignee' }], facts: {} }));
    }
    at('2026-01-21T08:00:00Z');
    await drain();
    const made = await postDue(desk);
    expect(made.map(({ kind }) => kind)).toEqual(['notice']);
    expect(wordsOf(made[0]?.call as never)).toContain('2 notices');
  });
});

describe('the hand-off', () => {
  const shift = (from: string, until: string, userId: StaffUserId = desk.one.agent, rota = 'support') =>
    inOne((uow) => addShift(uow, { rota, userId, from: new Date(from), until: new Date(until) }));

  it('comes when the turn begins to the one who takes over, once, with facts and links', async () => {
    await link();
    await shift('2026-01-19T18:00:00Z', '2026-01-20T18:00:00Z', other);
    await shift('2026-01-20T18:00:00Z', '2026-01-21T18:00:00Z');
    await ticketOf('Burning', { priority: 'urgent' });
    const breached = await ticketOf('Missed');
    await run(
      `insert into sla_alerts (tenant_id, id, ticket_id, metric, cycle, target_version, level, at, detected_at, reason)
       values (?, ?, ?, 'resolution', 1, 1, 'breach', now(), now(), '')`,
      [desk.one.id, newId<string>(), breached],
    );
    await ticketOf('Tonight', { next_due_at: '2026-01-21T02:00:00Z' });
    await ticketOf('Sleeper', { snoozed_until: '2026-01-21T09:00:00Z' });
    await ticketOf('Quiet one', { updated_at: '2026-01-10T00:00:00Z' });
    at('2026-01-20T17:59:00Z');
    expect(await postDue(desk)).toEqual([]);
    at('2026-01-20T18:00:00Z');
    const made = (await postDue(desk)).filter(({ kind }) => kind === 'handoff');
    expect(made).toHaveLength(1);
    expect(made[0]?.call).toMatchObject({ verb: 'dm', user: 'UAGENT' });
    const words = wordsOf(made[0]?.call as never);
    for (const part of ['Urgent and high: 1', 'Burning', 'Breached and not acknowledged: 1', 'Missed', 'Due within 12 hours: 1', 'Tonight'])
      expect(words).toContain(part);
    for (const part of [
      'Back from snooze in this turn: 1',
      'Sleeper',
      'Changed since the last turn began: 4',
      'https://desk.example/t/TKT-',
    ])
      expect(words).toContain(part);
    expect(words).not.toContain('Quiet one');
    expect(await postDue(desk)).toEqual([]);
  });

  it('is planned when a person is linked later, goes to the stand-in, and is taken back with the turn', async () => {
    const { id } = await shift('2026-01-20T18:00:00Z', '2026-01-21T18:00:00Z');
    expect(await planned('handoff')).toEqual([]);
    await link();
    expect(await planned('handoff')).toEqual(['2026-01-20T18:00']);
    await inOne((uow) => dropShift(uow, id));
    expect(await planned('handoff')).toEqual([]);
    await shift('2026-01-20T19:00:00Z', '2026-01-21T18:00:00Z');
    await link(other, 'UOTHER');
    await inOne((uow) => recordAbsence(uow, { userId: desk.one.agent, from: null, until: null, standInId: other, note: '' }));
    at('2026-01-20T19:00:00Z');
    const made = (await postDue(desk)).filter(({ kind }) => kind === 'handoff');
    expect(made.map(({ call }) => call)).toMatchObject([{ verb: 'dm', user: 'UOTHER' }]);
    expect(wordsOf(made[0]?.call as never)).toContain('All is quiet');
  });

  it('is about one team’s tickets on a rota named like it, and moves with the person to another workspace', async () => {
    const team = (await inOne((uow) => addTeam(uow, 'Field'))).id as TeamId;
    await link();
    await shift('2026-01-20T18:00:00Z', '2026-01-21T18:00:00Z', desk.one.agent, 'field');
    await ticketOf('Ours', { priority: 'high', team_id: team });
    await ticketOf('Of others', { priority: 'high' });
    const second = await connectWorkspace(desk, desk.one, 'T9');
    at('2026-01-20T12:05:00Z');
    await linkStaff(desk, desk.one, second, 'UELSEWHERE', desk.one.agent);
    at('2026-01-20T18:00:00Z');
    const made = (await postDue(desk)).filter(({ kind }) => kind === 'handoff');
    expect(made.map(({ call }) => call)).toMatchObject([{ user: 'UELSEWHERE' }]);
    expect(wordsOf(made[0]?.call as never)).toContain('Ours');
    expect(wordsOf(made[0]?.call as never)).not.toContain('Of others');
  });
});
