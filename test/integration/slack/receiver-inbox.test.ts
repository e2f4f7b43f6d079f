import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSlackClients } from '../../../bots/slack/install/slack-clients.ts';
import type { SlackListeners } from '../../../bots/slack/slack.types.ts';
import { turnOf } from '../../../bots/slack/surfaces/turn-of.ts';
import { acceptChat } from '../../../domain/chat/accept-chat.ts';
import { cancelLater } from '../../../domain/chat/cancel-later.ts';
import { ChatPersonRow } from '../../../domain/chat/chat.entity.ts';
import { claimInbox } from '../../../domain/chat/claim-inbox.ts';
import { releaseInbox } from '../../../domain/chat/release-inbox.ts';
import { sweepChat } from '../../../domain/chat/sweep-chat.ts';
import { type ChatInboxId, newId } from '../../../domain/ids.types.ts';
import { listMarks, sqlRun } from '../../../domain/tenancy/sql.ts';
import { system } from '../../support/desk.ts';
import { eventually } from '../../support/eventually.ts';
import { openSlackDoor, type SlackDoor } from '../../support/slack-door.ts';

let door: SlackDoor;
const heard: string[] = [];
/** What a message's handler does before it ends. */
let handling: (text: string) => Promise<void> = async () => undefined;
const persons: unknown[] = [];

const listeners: SlackListeners = (app) => {
  app.message(async ({ message, context, body }) => {
    const { text = '', user } = message as { text?: string; user: string };
    await handling(text);
    const turn = turnOf(context);
    persons.push(await turn.personOf(user));
    expect(context.botUserId).toBe(turn.installation.botUserId);
    expect(body).not.toHaveProperty('response_url');
    heard.push(`${turn.tenantId === door.one.tenant.id ? 'one' : 'two'}: ${text}`);
  });
  app.event('app_mention', async ({ event }) => void heard.push(`mention: ${event.text}`));
  app.command('/desk', async ({ command, ack, context }) => {
    await ack();
    heard.push(`command: ${command.text} ${turnOf(context).item?.responseUrl === null ? '' : 'with a way back'}`);
  });
};

beforeAll(async () => {
  door = await openSlackDoor([listeners], { slack: { retryGaps: [] } });
});
afterAll(() => door.close());
beforeEach(async () => {
  heard.length = 0;
  persons.length = 0;
  handling = async () => undefined;
  for (const { tenant } of [door.one, door.two])
    await door.desk.withTenant(tenant.id, system, async (uow) => void (await sqlRun(uow, 'delete from chat_inbox')));
});

const say = (
  text: string,
  more: { ts?: string; channel?: string; of?: 'one' | 'two'; user?: string; more?: Record<string, unknown> } = {},
) => {
  const event = { type: 'message', channel: more.channel ?? 'C1', user: more.user ?? 'U1', text, ts: more.ts ?? '1.1', ...more.more };
  return door.slack.deliver(door[more.of ?? 'one'].workspace, event);
};
const mine = () => door.rows(door.one.tenant);

describe('the inbox', () => {
  it('is handled in order within a thread, through Bolt, and says nothing of what it held afterwards', async () => {
    for (const text of ['a', 'b', 'c']) await say(text);
    expect(await door.drain()).toEqual({ handled: 3, parked: 0 });
    expect(heard).toEqual(['one: a', 'one: b', 'one: c']);
    const rows = await mine();
    expect(rows.map(({ state, payload, response_url, result }) => ({ state, payload, response_url, result }))).toEqual(
      Array.from({ length: 3 }, () => ({ state: 'done', payload: null, response_url: null, result: 'event' })),
    );
  });

  it('handles what came between receipt and a killed process once, in another', async () => {
    await say('left behind');
    const second = door.another();
    expect(await door.drain(second)).toEqual({ handled: 1, parked: 0 });
    expect(await door.drain()).toEqual({ handled: 0, parked: 0 });
    expect(heard).toEqual(['one: left behind']);
  });

  it('finds the heads of its lanes whatever was put back for how long, however many stand behind them', async () => {
    const before = Array.from({ length: 70 }, (_, lane) => `${lane}`);
    for (const lane of before) await say(`head ${lane}`, { ts: `${lane}.1` });
    const heads = (await mine()).map(({ id }) => id as ChatInboxId);
    for (const lane of before) await say(`behind ${lane}`, { ts: `${lane}.2`, more: { thread_ts: `${lane}.1` } });
    // As a process leaves them that took them and died, or gave them back later than what came meanwhile.
    await door.desk.withTenant(door.one.tenant.id, system, (uow) => claimInbox(uow, heads.slice(0, 35)));
    await door.desk.withTenant(door.one.tenant.id, system, async (uow) => {
      const soon = new Date(uow.now.getTime() + 50);
      await sqlRun(uow, 'update chat_inbox set next_attempt_at = ? where taken_at is not null', [soon]);
      await sqlRun(uow, `update chat_inbox set next_attempt_at = ? where id in (${listMarks(heads.slice(35))})`, [
        soon,
        ...heads.slice(35),
      ]);
    });
    await eventually('everything is handled', async () => {
      await door.drain();
      return heard.length === 140;
    });
    for (const lane of before) expect(heard.indexOf(`one: head ${lane}`)).toBeLessThan(heard.indexOf(`one: behind ${lane}`));
  });

  it('is taken up again after its lease when a process died in the middle of it', async () => {
    await say('half done');
    handling = () => new Promise(() => undefined);
    void door.drain(door.another());
    await eventually('it is taken', async () => (await mine())[0]?.taken_at != null);
    handling = async () => undefined;
    expect(await door.drain()).toEqual({ handled: 0, parked: 0 });
    await door.hurry(door.one.tenant);
    expect(await door.drain()).toEqual({ handled: 1, parked: 0 });
    expect(heard).toEqual(['one: half done']);
  });

  it('lets one thread go on while another waits', async () => {
    const release = Promise.withResolvers<void>();
    handling = async (text) => (text === 'slow' ? release.promise : undefined);
    await say('slow', { channel: 'C1', ts: '1.1' });
    await say('after it', { channel: 'C1', ts: '1.2', more: { thread_ts: '1.1' } });
    await say('elsewhere', { channel: 'C2', ts: '2.1' });
    await say('of another company', { of: 'two' });
    const drained = door.drain();
    await eventually('the other thread is heard', async () => heard.includes('one: elsewhere'));
    expect(heard).not.toContain('one: slow');
    expect(heard).not.toContain('one: after it');
    release.resolve();
    expect(await drained).toEqual({ handled: 4, parked: 0 });
    expect(heard.indexOf('one: slow')).toBeLessThan(heard.indexOf('one: after it'));
    expect(heard).toContain('two: of another company');
  });

  it('stops the lane of what fails, no other, and parks it after three attempts', async () => {
    handling = async (text) => {
      if (text === 'bad') throw new Error('cannot be done');
    };
    await say('bad');
    await say('behind it');
    await say('elsewhere', { channel: 'C2' });
    expect(await door.drain()).toEqual({ handled: 1, parked: 0 });
    expect(heard).toEqual(['one: elsewhere']);
    // What was taken with it and not begun is given back.
    expect((await mine()).map(({ taken_at: taken }) => taken !== null)).toEqual([true, false, true]);
    expect(await door.drain()).toEqual({ handled: 0, parked: 0 });
    await door.hurry(door.one.tenant);
    expect(await door.drain()).toEqual({ handled: 0, parked: 0 });
    await door.hurry(door.one.tenant);
    expect(await door.drain()).toEqual({ handled: 0, parked: 1 });
    expect(heard).toEqual(['one: elsewhere']);
    expect(await door.drain()).toEqual({ handled: 1, parked: 0 });
    expect(heard).toEqual(['one: elsewhere', 'one: behind it']);
    const [bad] = await mine();
    expect(bad).toMatchObject({ state: 'parked', attempts: 3, payload: { event: { text: 'bad' } } });
  });

  it('keeps a lane in order when two processes take from it at the same time', async () => {
    for (let round = 0; round < 12; round += 1) await say(`m${String(round).padStart(2, '0')}`);
    const both = [door.another(), door.another()];
    await eventually('it happens', async () => {
      await Promise.all(both.map((app) => door.drain(app)));
      return (await mine()).every(({ state }) => state === 'done');
    });
    expect(heard).toEqual(heard.toSorted());
    expect(heard).toHaveLength(12);
  });

  it('does not take an item while an earlier one of its lane is open elsewhere or was not asked for', async () => {
    for (const text of ['first', 'second']) await say(text);
    const ids = (await mine()).map(({ id }) => id as ChatInboxId);
    const claim = (some: ChatInboxId[]) => door.desk.withTenant(door.one.tenant.id, system, (uow) => claimInbox(uow, some));
    expect(await claim(ids.slice(1))).toEqual([]);
    expect((await claim(ids.slice(0, 1))).map(({ id }) => id)).toEqual(ids.slice(0, 1));
    expect(await claim(ids)).toEqual([]);
    await door.desk.withTenant(door.one.tenant.id, system, (uow) => releaseInbox(uow, ids.slice(0, 1)));
    expect((await claim(ids)).map(({ id }) => id)).toEqual(ids);
    expect(await door.desk.withTenant(door.two.tenant.id, system, (uow) => claimInbox(uow, ids))).toEqual([]);
  });

  it('hears a message and the mention that it also is, one after the other', async () => {
    const workspace = door.one.workspace;
    const person = workspace.addPerson('eva');
    const channel = workspace.addChannel('with-bot');
    await door.slack.say(person, channel, `<@${workspace.botUserId}> help`);
    await door.slack.idle();
    const rows = await mine();
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map(({ lane }) => lane)).size).toBe(1);
    await door.drain();
    expect(heard).toHaveLength(2);
  });

  it('gives a command its way back sealed, and never Slack’s address itself', async () => {
    const person = door.one.workspace.addPerson('fay');
    await door.slack.command(person, door.one.workspace.addChannel('here'), '/desk', 'list');
    await door.drain();
    expect(heard).toEqual(['command: list with a way back']);
  });

  it('settles what is left of a workspace that was disconnected, and takes no more of it', async () => {
    await say('too late', { of: 'two' });
    const state = (to: string) =>
      door.desk.withTenant(door.two.tenant.id, system, (uow) => sqlRun(uow, 'update chat_installations set state = ?', [to]));
    await state('uninstalled');
    try {
      // The door still remembers the workspace from a moment ago.
      expect((await say('later still', { of: 'two' })).status).toBe(200);
      await door.drain();
      const rows = await door.rows(door.two.tenant);
      expect(rows.map(({ state: is, result, payload }) => ({ is, result, payload }))).toEqual([
        { is: 'done', result: 'workspace is not connected any more', payload: null },
      ]);
      expect(heard).toEqual([]);
    } finally {
      await state('active');
    }
  });

  it('settles what a listener could not do because the workspace went meanwhile', async () => {
    const state = (to: string) =>
      door.desk.withTenant(door.two.tenant.id, system, (uow) => sqlRun(uow, 'update chat_installations set state = ?', [to]));
    handling = async (text) => {
      if (text !== 'calls Slack') return;
      await state('revoked');
      await createSlackClients(door.deps).clientFor(door.two.tenant.id, door.two.installationId);
    };
    await say('calls Slack', { of: 'two' });
    try {
      expect(await door.drain()).toEqual({ handled: 1, parked: 0 });
      expect((await door.rows(door.two.tenant))[0]?.result).toBe('workspace is not connected any more');
    } finally {
      await state('active');
    }
  });

  it('settles what Slack says of its own limit', async () => {
    const body = JSON.stringify({ type: 'app_rate_limited', team_id: door.one.workspace.teamId, minute_rate_limited: 1_518_467_820 });
    for (let i = 0; i < 2; i += 1) await door.slack.raw(body, { 'content-type': 'application/json', ...door.slack.sign(body) });
    expect(await door.drain()).toEqual({ handled: 1, parked: 0 });
  });
});

describe('who somebody is', () => {
  const link = (externalId: string, externalTeamId: string) =>
    door.desk.withTenant(door.one.tenant.id, system, async ({ em, now }) => {
      const { tenant, installationId } = door.one;
      const who = { installationId, externalId, externalTeamId, userId: tenant.agent, proof: 'code' as const };
      await em.insert(ChatPersonRow, { tenantId: tenant.id, id: newId<string>(), ...who, linkedAt: now });
    });

  it('is nobody without a proof, and nobody from another workspace', async () => {
    const team = door.one.workspace.teamId;
    await link('ULINKED', team);
    await say('known', { user: 'ULINKED', ts: '1.1' });
    await say('unknown', { user: 'UOTHER', ts: '1.2' });
    await say('from elsewhere', { user: 'ULINKED', ts: '1.3', more: { user_team: 'TOTHER' } });
    await say('in the other company', { user: 'ULINKED', of: 'two' });
    await door.drain();
    const staff = { tenantId: door.one.tenant.id, userId: door.one.tenant.agent };
    const by = Object.fromEntries(heard.map((text, index) => [text, persons[index]]));
    expect(by).toEqual({ 'one: known': staff, 'one: unknown': null, 'one: from elsewhere': null, 'two: in the other company': null });
  });
});

describe('what waits for its time', () => {
  const wait = (key: string, ms: number) =>
    door.desk.withTenant(door.one.tenant.id, system, (uow) =>
      acceptChat(uow, {
        installationId: door.one.installationId,
        kind: 'later',
        key,
        lane: `${door.one.installationId}:C1:1.1`,
        payload: { op: 'x' },
        at: new Date(uow.now.getTime() + ms),
      }),
    );
  const cancel = (id: ChatInboxId, tenant = door.one.tenant) => door.desk.withTenant(tenant.id, system, (uow) => cancelLater(uow, id));

  it('holds up nothing of the lane it came from', async () => {
    await wait('undo-1', 60_000);
    await say('said meanwhile');
    expect(await door.drain()).toEqual({ handled: 1, parked: 0 });
  });

  it('can be taken back once, by its company, until somebody does it', async () => {
    const waiting = await wait('undo-2', 60_000);
    expect(await cancel(waiting.id, door.two.tenant)).toBe(false);
    expect(await cancel(waiting.id)).toBe(true);
    expect(await cancel(waiting.id)).toBe(false);
    expect((await mine()).map(({ state, payload }) => ({ state, payload }))).toEqual([{ state: 'cancelled', payload: null }]);
    const due = await wait('undo-3', 0);
    await door.desk.withTenant(door.one.tenant.id, system, (uow) => claimInbox(uow, [due.id]));
    expect(await cancel(due.id)).toBe(false);
  });

  it('is no event, so an event cannot be taken back', async () => {
    await say('said');
    expect(await cancel((await mine())[0]?.id as ChatInboxId)).toBe(false);
  });
});

describe('the daily sweep', () => {
  it('forgets what was handled a month ago and keeps what waits, what is parked and what is of another company', async () => {
    for (const text of ['old', 'young', 'parked', 'waiting']) await say(text, { ts: `${text}.1` });
    await say('theirs', { of: 'two' });
    await door.drain();
    await say('still new');
    const at = (tenant: string, sql: string) =>
      door.desk.withTenant(tenant as typeof door.one.tenant.id, system, (uow) => sqlRun(uow, sql));
    await at(
      door.one.tenant.id,
      "update chat_inbox set settled_at = now() - interval '31 days' where lane like '%old.1' or lane like '%parked.1'",
    );
    await at(door.one.tenant.id, "update chat_inbox set state = 'parked' where lane like '%parked.1'");
    await at(door.two.tenant.id, "update chat_inbox set settled_at = now() - interval '31 days'");
    expect(await door.desk.withTenant(door.one.tenant.id, system, sweepChat)).toBe(1);
    expect(await mine()).toHaveLength(4);
    expect(await door.rows(door.two.tenant)).toHaveLength(1);
  });
});
