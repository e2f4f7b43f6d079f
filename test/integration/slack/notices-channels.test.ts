import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Card } from '../../../bots/cards/card.types.ts';
import { type CommandRunner, createCommandRunner } from '../../../bots/commands/command-runner.ts';
import { alertChannels } from '../../../domain/chat/alert-channels.ts';
import { listChannels } from '../../../domain/chat/list-channels.ts';
import { noteChannel } from '../../../domain/chat/note-channel.ts';
import { setChannel } from '../../../domain/chat/set-channel.ts';
import { type InstallationId, newId, type StaffUserId, type TeamId, type TicketId } from '../../../domain/ids.types.ts';
import type { NotificationKind } from '../../../domain/notifications/notifications.types.ts';
import { notify } from '../../../domain/notifications/notify.ts';
import { addTeam } from '../../../domain/people/add-team.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { connectWorkspace, postDue, wordsOf } from '../../support/chat-desk.ts';
import { addStaffRow, openTestDesk, silent, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { plainTicket } from '../../support/plain-ticket.ts';

let desk: TestDesk;
let workspace: InstallationId;
let admin: StaffUserId;
let team: TeamId;
let runner: CommandRunner;
beforeAll(async () => {
  desk = await openTestDesk();
  admin = newId<StaffUserId>();
  await addStaffRow(desk.withTenant, desk.one.id, admin, 'admin@one.example', 'admin');
  team = (await desk.withTenant(desk.one.id, system, (uow) => addTeam(uow, 'Network'))).id as TeamId;
  runner = createCommandRunner({
    withTenant: desk.withTenant,
    log: silent,
    replyKeysFor: () => ({ current: 'k'.repeat(32), older: [] }),
  } as never);
}, 120_000);
afterAll(() => desk.close());
beforeEach(async () => {
  for (const tenant of [desk.one, desk.two])
    for (const table of ['notifications', 'chat_posts', 'chat_threads', 'chat_channels', 'chat_installations'])
      await run(`delete from ${table}`, [], tenant);
  workspace = await connectWorkspace(desk, desk.one, 'T1', 'Acme Support');
});

const run = (sql: string, params: unknown[] = [], tenant: TestTenant = desk.one): Promise<number> =>
  desk.withTenant(tenant.id, system, (uow) => sqlRun(uow, sql, params));
const say = (text: string, userId: StaffUserId = admin, tenant: TestTenant = desk.one): Promise<Card> =>
  runner.say({ tenantId: tenant.id, userId }, text, { commandId: newId<string>() });
const use = (externalId: string, change: Parameters<typeof setChannel>[2]) =>
  desk.withTenant(desk.one.id, system, (uow) => setChannel(uow, { installationId: workspace, externalId }, change));
const ticketOf = (subject: string, teamId: TeamId | null = null, tenant: TestTenant = desk.one): Promise<TicketId> =>
  desk.withTenant(tenant.id, system, async (uow) => {
    const { id } = await openTicket(uow, { ...plainTicket(subject), customerId: tenant.customerId });
    await sqlRun(uow, 'update tickets set assignee_id = ?, team_id = ? where id = ?', [tenant.agent, teamId, id]);
    return id;
  });
const tell = (kind: NotificationKind, ticketId: TicketId, key: string, tenant: TestTenant = desk.one) =>
  desk.withTenant(tenant.id, system, (uow) =>
    notify(uow, { kind, ticketId, key, audience: [{ kind: 'assignee' }], facts: { metric: 'resolution', dueAt: '2026-11-30T15:00:00Z' } }),
  );
const textOf = (card: Card): string => JSON.stringify(card);
const channels = () => desk.withTenant(desk.one.id, system, (uow) => listChannels(uow));

describe('alerts in channels', () => {
  it('go once per event to every channel that wants them, as a message that says whose and how to act', async () => {
    await use('C0ALERT', { alerts: true });
    await use('C0OTHER', { feed: true });
    const ticket = await ticketOf('Line is down <!here>');
    await tell('sla_breached', ticket, 'sla:a:0');
    await tell('sla_breached', ticket, 'sla:a:0');
    await tell('customer_replied', ticket, 'mail:1');
    const [made, ...more] = (await postDue(desk)).filter(({ kind }) => kind === 'alert');
    expect(more).toEqual([]);
    expect(made?.effectKey).toMatch(/^alert:[0-9a-f-]{36}:sla:a:0$/);
    expect(made?.call).toMatchObject({ verb: 'post', channel: 'C0ALERT', threadTs: null });
    const words = wordsOf(made?.call as never);
    for (const part of ['Deadline missed', 'Resolution', 'Acme', 'agent', 'https://desk.example/t/TKT-', 'Show'])
      expect(words).toContain(part);
    expect(await postDue(desk)).toEqual([]);
    await tell('sla_breached', ticket, 'sla:a:1');
    expect(await postDue(desk)).toHaveLength(1);
  });

  it('go into the ticket’s thread where it has one', async () => {
    await use('C0ALERT', { alerts: true });
    const ticket = await ticketOf('Threaded');
    await run(
      `insert into chat_threads (tenant_id, id, installation_id, channel_id, root_ts, ticket_id, created_at) values (?, ?, ?, 'C0ALERT', '17.5', ?, now())`,
      [desk.one.id, newId<string>(), workspace, ticket],
    );
    await tell('sla_warning', ticket, 'sla:b:0');
    expect((await postDue(desk)).map(({ call }) => call)).toMatchObject([{ verb: 'post', channel: 'C0ALERT', threadTs: '17.5' }]);
  });

  it('are of the channel’s team alone, and one speaks for two that nobody has heard of yet', async () => {
    await use('C0TEAM', { alerts: true, teamId: team });
    const [ours, others] = [await ticketOf('Ours', team), await ticketOf('Others')];
    for (const key of ['1', '2']) await tell('sla_critical', ours, key);
    await tell('sla_critical', others, '3');
    await tell('escalated', ours, '4');
    const made = await postDue(desk);
    expect(made.map(({ effectKey }) => effectKey.split(':').at(-1))).toEqual(['1', '4']);
  });

  it('never reach a channel that is shared with other companies, also when that became known after they were queued', async () => {
    await use('C0ALERT', { alerts: true });
    const ticket = await ticketOf('Secret');
    await tell('sla_warning', ticket, '1');
    const note = (isShared: boolean | null) =>
      desk.withTenant(desk.one.id, system, (uow) => noteChannel(uow, workspace, { externalId: 'C0ALERT', name: 'partners', isShared }));
    await note(true);
    expect(await postDue(desk)).toEqual([]);
    expect(await channels()).toMatchObject([{ name: 'partners', isShared: true, alerts: false }]);
    await note(null);
    await tell('sla_breached', ticket, '2');
    expect(await postDue(desk)).toEqual([]);
    await expect(use('C0ALERT', { alerts: true })).rejects.toMatchObject({ code: 'conflict' });
    await expect(use('C0ALERT', { feed: true })).rejects.toMatchObject({ code: 'conflict' });
    await run('update chat_channels set alerts = true');
    await tell('sla_breached', ticket, '3');
    const ledger = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows<{ state: string }>(uow, "select state from chat_posts where kind = 'alert'"),
    );
    expect(ledger).toEqual([{ state: 'cancelled' }]);
  });

  it('are dropped when the ticket is over or the channel wants them no more, and stay in their tenant', async () => {
    await use('C0ALERT', { alerts: true });
    const [over, kept] = [await ticketOf('Over'), await ticketOf('Kept')];
    await tell('sla_warning', over, '1');
    await run("update tickets set status = 'resolved' where id = ?", [over]);
    expect(await postDue(desk)).toEqual([]);
    await tell('sla_warning', kept, '2');
    await use('C0ALERT', { alerts: false });
    expect(await postDue(desk)).toEqual([]);
    await use('C0ALERT', { alerts: true });
    await tell('sla_warning', await ticketOf('Theirs', null, desk.two), '3', desk.two);
    expect(await postDue(desk)).toEqual([]);
    const foreign = { kind: 'sla_warning' as const, ticketId: kept, key: '4', audience: [], facts: {} };
    await desk.withTenant(desk.two.id, system, (uow) => alertChannels(uow, foreign));
    expect(await postDue(desk)).toEqual([]);
  });
});

describe('the settings of channels', () => {
  it('are said in words, one after another, by an admin', async () => {
    expect(textOf(await say('channels'))).toContain('No channel is used yet');
    for (const words of [
      'feed on',
      'alerts on',
      'capture on',
      'capture minutes 12',
      'opt-out :shushing_face:',
      'reactions on',
      'team network',
      'customer acme',
    ])
      expect((await say(`channel C0123ABC ${words}`)).error).toBeNull();
    expect(await channels()).toMatchObject([
      {
        externalId: 'C0123ABC',
        workspace: 'Acme Support',
        ...{
          feed: true,
          alerts: true,
          capture: true,
          captureMinutes: 12,
          optOut: ':shushing_face:',
          reactions: true,
          team: 'Network',
          customer: 'Acme',
        },
      },
    ]);
    for (const words of ['feed off', 'team none', 'customer none']) await say(`channel <#C0123ABC|help> ${words}`);
    expect(await channels()).toMatchObject([{ feed: false, alerts: true, team: null, customer: null }]);
    expect(textOf(await say('channels'))).toContain('alerts, capture, reactions');
    expect(textOf(await say('channel C0123ABC'))).toContain('within 12 min');
  });

  it('belong to admins: support sees nothing, a manager looks, neither changes anything', async () => {
    await use('C0123ABC', { alerts: true });
    for (const words of ['channels', 'channel C0123ABC', 'channel C0123ABC feed on'])
      expect((await say(words, desk.one.agent)).error).toMatchObject({ code: 'not_permitted' });
    await run("update staff_users set role = 'manager' where id = ?", [desk.one.agent]);
    const seen = await say('channel C0123ABC', desk.one.agent);
    expect(seen.error).toBeNull();
    expect(seen.actions).toEqual([]);
    expect((await say('channel C0123ABC feed on', desk.one.agent)).error).toMatchObject({ code: 'not_permitted' });
    await run("update staff_users set role = 'support' where id = ?", [desk.one.agent]);
    expect(await channels()).toMatchObject([{ feed: false, alerts: true }]);
  });

  it('ask which workspace when there are several, and find the one that knows the channel', async () => {
    const second = await connectWorkspace(desk, desk.one, 'T2', 'Acme Field');
    const asked = await say('channel C0123ABC alerts on');
    expect(asked.error).toMatchObject({ code: 'invalid_input' });
    expect(textOf(asked)).toContain('Acme Support, Acme Field');
    expect((await say('channel C0123ABC in "Acme Field" alerts on')).error).toBeNull();
    expect((await say('channel C0123ABC capture on')).error).toBeNull();
    expect(await channels()).toMatchObject([{ installationId: second, alerts: true, capture: true }]);
    expect((await say('channel C0123ABC in Nowhere alerts on')).error).toMatchObject({ code: 'not_found' });
    await run("update chat_installations set state = 'revoked'");
    expect(textOf(await say('channel C0123ABC alerts on'))).toContain('No workspace is connected');
  });

  it('refuse feed and alerts in a shared channel, and warn of capture there', async () => {
    await desk.withTenant(desk.one.id, system, (uow) =>
      noteChannel(uow, workspace, { externalId: 'C0SHARED', name: 'with-acme', isShared: true }),
    );
    for (const what of ['feed', 'alerts']) expect((await say(`channel C0SHARED ${what} on`)).error).toMatchObject({ code: 'conflict' });
    const captured = await say('channel #with-acme capture on');
    expect(captured.error).toBeNull();
    expect(captured.notices.some(({ level }) => level === 'warning')).toBe(true);
    expect(await channels()).toMatchObject([{ feed: false, alerts: false, capture: true }]);
  });

  it('refuse what makes no sense and change nothing', async () => {
    await use('C0123ABC', { capture: true });
    for (const words of ['capture minutes 90', 'opt-out words', 'team Nowhere', 'customer Nobody Ltd', 'feed maybe', 'colour blue'])
      expect((await say(`channel C0123ABC ${words}`)).kind).not.toBe('list');
    expect(await channels()).toMatchObject([{ capture: true, captureMinutes: 5, optOut: ':no_entry:', team: null, customer: null }]);
  });

  it('are nobody else’s', async () => {
    await use('C0123ABC', { alerts: true });
    await run("update staff_users set role = 'admin'", [], desk.two);
    expect((await say('channels', desk.two.agent, desk.two)).rows).toEqual([]);
    expect((await say('channel C0123ABC alerts off', desk.two.agent, desk.two)).error).not.toBeNull();
    await expect(
      desk.withTenant(desk.two.id, system, (uow) =>
        setChannel(uow, { installationId: workspace, externalId: 'C0123ABC' }, { alerts: false }),
      ),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await channels()).toMatchObject([{ alerts: true }]);
  });
});

describe('how a person is told, in words', () => {
  it('is chosen by command and shown on the card', async () => {
    expect(textOf(await say('notify via both'))).toContain('in chat and by mail');
    expect(textOf(await say('notify via slack'))).toContain('linked to no workspace');
    expect(textOf(await say('notify digest off'))).toContain('your day in chat does not');
    expect(textOf(await say('notify digest at 9:15'))).toContain('09:15');
    expect((await say('notify via pigeon')).kind).toBe('help');
    expect((await say('handoff')).kind).toBe('report');
  });
});
