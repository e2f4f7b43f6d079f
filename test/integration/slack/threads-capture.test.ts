import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Turn } from '../../../bots/slack/slack.types.ts';
import { createTicketFromMessage } from '../../../bots/slack/threads/create-ticket-from-message.ts';
import { loadInstallation } from '../../../domain/chat/load-installation.ts';
import { newId } from '../../../domain/ids.types.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { changeStatus } from '../../../domain/tickets/change-status.ts';
import { openStaffTicket } from '../../../domain/tickets/open-staff-ticket.ts';
import { system } from '../../support/desk.ts';
import type { FakeMessage, FakePerson } from '../../support/slack/fake-slack.types.ts';
import {
  asAgent,
  openThreadsDesk,
  type ThreadsDesk,
  type ThreadsSide,
  textFile,
  ticketsOf,
  transcript,
  useChannel,
  wordsOf,
} from './threads-desk.ts';

let kit: ThreadsDesk;
let side: ThreadsSide;
beforeAll(async () => {
  kit = await openThreadsDesk();
  side = kit.one;
});
afterAll(async () => {
  expect(kit.slack.refusals).toEqual([]);
  expect(await ticketsOf(kit, kit.two)).toEqual([]);
  await kit.close();
});

async function captureIn(name: string, change: Parameters<typeof useChannel>[3] = {}, shared = false): Promise<string> {
  const channel = side.workspace.addChannel(name, { isShared: shared });
  await useChannel(kit, side, channel, { capture: true, ...change }, shared);
  return channel;
}

async function say(
  person: FakePerson,
  channel: string,
  text: string,
  more: Parameters<ThreadsDesk['slack']['say']>[3] = {},
): Promise<FakeMessage> {
  const said = await kit.slack.say(person, channel, text, more);
  await kit.settle();
  return said;
}

/** Tickets that were opened since. */
async function opened<T>(work: () => Promise<T>): Promise<Awaited<ReturnType<typeof ticketsOf>>> {
  const before = new Set((await ticketsOf(kit, side)).map((ticket) => ticket.id));
  await work();
  return (await ticketsOf(kit, side)).filter((ticket) => !before.has(ticket.id));
}

function decisions(channel: string): Promise<{ decision: string; reason: string }[]> {
  return kit.desk.withTenant(side.tenant.id, system, (uow) =>
    sqlRows(uow, "select decision, reason from chat_messages where channel_id = ? and direction = 'in' order by ts::numeric", [channel]),
  );
}

describe('a channel that captures', () => {
  test('opens an internal ticket for a request, with its thread and the card in it', async () => {
    const channel = await captureIn('help');
    let root: FakeMessage | undefined;
    const [ticket, ...more] = await opened(async () => {
      root = await say(side.colleague, channel, 'My laptop is dead\nIt does not boot', { files: [textFile('photo.txt', 'smoke')] });
    });
    expect(more).toEqual([]);
    expect(ticket).toMatchObject({ subject: 'My laptop is dead', channel: 'slack', requesterName: side.colleague.name, customerId: null });
    if (ticket === undefined || root === undefined) throw new Error('no ticket was opened');
    expect(await transcript(kit, side, ticket.id)).toEqual([
      expect.objectContaining({
        kind: 'opening',
        text: 'My laptop is dead\nIt does not boot',
        isPublic: false,
        files: 1,
        author: expect.objectContaining({ kind: 'chat' }),
      }),
    ]);
    const thread = kit.slack.thread(channel, root.ts);
    expect(thread).toHaveLength(2);
    expect(wordsOf(thread[1] as FakeMessage)).toContain(ticket.number);
  });

  test('groups what one person writes within the window, whatever others write between, and starts anew after it', async () => {
    const channel = await captureIn('grouping', { captureMinutes: 5 });
    const other = side.workspace.addPerson('otto');
    const tickets = await opened(async () => {
      await say(side.colleague, channel, 'The door is stuck');
      await say(other, channel, 'The coffee is cold');
      await say(side.colleague, channel, 'It is the one in the hall');
    });
    expect(tickets.map((ticket) => ticket.subject)).toEqual(['The door is stuck', 'The coffee is cold']);
    const [door] = tickets;
    if (door === undefined) throw new Error('no ticket was opened');
    const texts = (await transcript(kit, side, door.id)).map((message) => message.text);
    expect(texts).toEqual([
      'The door is stuck',
      expect.stringMatching(/^Written in the channel a little later: https:\/\/one\.slack\.com\/archives\/.*\nIt is the one in the hall$/s),
    ]);
    const late = {
      type: 'message',
      channel,
      channel_type: 'channel',
      user: side.colleague.id,
      text: 'Another thing',
      ts: `${Math.floor(Date.now() / 1000) - 900}.000100`,
    };
    expect(
      await opened(async () => {
        await kit.slack.deliver(side.workspace, late);
        await kit.settle();
      }),
    ).toHaveLength(1);
  });

  test('hears replies in the thread of each of its messages on their ticket', async () => {
    const channel = await captureIn('replies');
    let second: FakeMessage | undefined;
    const [ticket] = await opened(async () => {
      const first = await say(side.colleague, channel, 'No network here');
      second = await say(side.colleague, channel, 'Third floor');
      await say(side.agent, channel, 'On my way', { threadTs: first.ts });
      await say(side.agent, channel, 'Which room?', { threadTs: second.ts });
    });
    if (ticket === undefined || second === undefined) throw new Error('no ticket was opened');
    const texts = (await transcript(kit, side, ticket.id)).map((message) => message.text);
    expect(texts).toContain('On my way');
    expect(texts).toContain('Which room?');
  });

  test('makes no ticket of small talk, of what opts out, of apps and of channels that do not capture', async () => {
    const [channel, quiet] = [await captureIn('chatty'), side.workspace.addChannel('quiet')];
    expect(
      await opened(async () => {
        await say(side.colleague, channel, 'Good morning everyone!');
        await say(side.colleague, channel, ':no_entry: lunch?');
        await say(side.colleague, quiet, 'My screen is black');
        await say(side.colleague, channel, `<@${side.workspace.botUserId}> help`);
        const bot = {
          type: 'message',
          subtype: 'bot_message',
          channel,
          channel_type: 'channel',
          bot_id: 'B0OTHER',
          text: 'Build failed',
          ts: '1700000100.000100',
        };
        await kit.slack.deliver(side.workspace, bot);
        await kit.settle();
      }),
    ).toEqual([]);
    expect(await decisions(channel)).toEqual([
      { decision: 'skipped', reason: expect.stringContaining('small talk') },
      { decision: 'skipped', reason: expect.stringContaining(':no_entry:') },
      { decision: 'skipped', reason: expect.stringContaining('command') },
    ]);
    expect(await decisions(quiet)).toEqual([]);
  });

  test('of a customer opens public tickets of that customer, and none when staff write', async () => {
    const channel = await captureIn('acme', { customerId: side.tenant.customerId });
    const [ticket, ...more] = await opened(async () => {
      const root = await say(side.colleague, channel, 'Our order is late');
      await say(side.agent, channel, 'We are looking into deliveries');
      await say(side.agent, channel, 'It ships today', { threadTs: root.ts });
    });
    expect(more).toEqual([]);
    expect(ticket).toMatchObject({ customerId: side.tenant.customerId });
    if (ticket === undefined) throw new Error('no ticket was opened');
    expect(await transcript(kit, side, ticket.id)).toEqual([
      expect.objectContaining({ text: 'Our order is late', isPublic: true }),
      expect.objectContaining({ text: 'It ships today', isPublic: true, kind: 'note', author: expect.objectContaining({ kind: 'staff' }) }),
    ]);
  });

  test('links a contact by the address that the workspace tells, and takes no stranger at their word', async () => {
    const channel = await captureIn('hints');
    const jane = side.workspace.addPerson('jane', { email: 'Jane@acme.example' });
    const guest = side.workspace.addPerson('imp', { email: 'jane@acme.example', is_restricted: true });
    const [known] = await opened(() => say(jane, channel, 'Where is my invoice'));
    expect(known).toMatchObject({ customerId: side.tenant.customerId });
    const [unproven] = await opened(() => say(guest, channel, 'Send me everything'));
    expect(unproven).toMatchObject({ customerId: null });
  });

  test('opens a ticket again when its requester writes on it after it was resolved', async () => {
    const channel = await captureIn('again');
    let root: FakeMessage | undefined;
    const [ticket] = await opened(async () => {
      root = await say(side.colleague, channel, 'The printer jams');
    });
    if (ticket === undefined || root === undefined) throw new Error('no ticket was opened');
    await asAgent(kit, side, (uow) => changeStatus(uow, ticket.id, 'in_progress'));
    await asAgent(kit, side, (uow) => changeStatus(uow, ticket.id, 'resolved'));
    await say(side.agent, channel, 'Done', { threadTs: root.ts });
    expect((await ticketsOf(kit, side)).find(({ id }) => id === ticket.id)?.status).toBe('resolved');
    await say(side.colleague, channel, 'It jams again', { threadTs: root.ts });
    expect((await ticketsOf(kit, side)).find(({ id }) => id === ticket.id)?.status).toBe('open');
  });

  test('a reply that comes before the message it answers waits for it', async () => {
    const channel = await captureIn('early');
    const base = { type: 'message', channel, channel_type: 'channel', user: side.colleague.id };
    const root = await kit.slack.say(side.workspace.addPerson('nobody'), side.workspace.addChannel('elsewhere', {}), 'x');
    const reply = { ...base, text: 'Also the second one', ts: '1700000200.000200', thread_ts: root.ts };
    const [ticket] = await opened(async () => {
      await kit.slack.deliver(side.workspace, reply);
      await kit.slack.deliver(side.workspace, { ...base, text: 'A lamp is broken', ts: root.ts });
      await kit.settle();
    });
    if (ticket === undefined) throw new Error('no ticket was opened');
    expect((await transcript(kit, side, ticket.id)).map((message) => message.text)).toEqual(['A lamp is broken', 'Also the second one']);
  });
});

describe('Inspect', () => {
  async function inspect(message: FakeMessage, person: FakePerson = side.agent): Promise<string> {
    await kit.slack.messageShortcut(person, message, 'inspect');
    const [view] = kit.slack.views(person);
    const words = JSON.stringify(view?.blocks);
    if (view !== undefined) await kit.slack.closeView(person, view);
    return words;
  }

  test('says of each message why it is or is not on a ticket, to linked staff', async () => {
    const channel = await captureIn('inspected');
    const asked = await say(side.colleague, channel, 'The lift is stuck');
    const joined = await say(side.colleague, channel, 'Second floor');
    const chat = await say(side.colleague, channel, 'thanks!');
    const card = kit.slack.thread(channel, asked.ts).find((message) => message.bot_id !== undefined) as FakeMessage;
    const [ticket] = (await ticketsOf(kit, side)).filter(({ subject }) => subject === 'The lift is stuck');
    expect(await inspect(asked)).toMatch(new RegExp(`became a ticket.*${ticket?.number}`));
    expect(await inspect(joined)).toMatch(/added to a ticket.*within 5 minutes/);
    expect(await inspect(chat)).toMatch(/on no ticket.*small talk.*Create ticket from message/);
    expect(await inspect(card)).toMatch(/We posted it/);
    expect(await inspect(asked, side.colleague)).toMatch(/Only staff who linked/);
    expect(await inspect(asked, side.colleague)).not.toContain(ticket?.number ?? 'TKT');
  });
});

describe('a ticket from a message', () => {
  async function turnOf(at: ThreadsSide): Promise<Turn> {
    const installation = await kit.desk.withTenant(at.tenant.id, system, (uow) => loadInstallation(uow, at.installationId));
    if (installation === null) throw new Error('not connected');
    const personOf: Turn['personOf'] = async (id) => (id === at.agent.id ? { tenantId: at.tenant.id, userId: at.tenant.agent } : null);
    return { tenantId: at.tenant.id, installation, item: null, personOf };
  }

  test('takes the whole thread along with writers, times and files, once, and says so the second time', async () => {
    const channel = side.workspace.addChannel('threads-of-old');
    const root = await say(side.colleague, channel, 'The heating is off');
    await say(side.agent, channel, 'Since when?', { threadTs: root.ts });
    const last = await say(side.colleague, channel, 'Since Monday', { threadTs: root.ts, files: [textFile('temps.csv', '1,2,3')] });
    const by = { tenantId: side.tenant.id, userId: side.tenant.agent };
    const wanted = {
      channel,
      ts: last.ts,
      subject: '',
      priority: 'high' as const,
      by,
      commandId: newId<string>(),
      message: { ...last } as Record<string, unknown>,
    };
    const turn = await turnOf(side);
    const before = kit.slack.calls.filter(({ method }) => method === 'conversations.replies').length;
    const [ticket, ...more] = await opened(async () => {
      const card = await createTicketFromMessage(kit.deps, kit.clients, turn, wanted);
      expect(card).toMatchObject({ kind: 'done' });
      expect(await createTicketFromMessage(kit.deps, kit.clients, turn, wanted)).toEqual(card);
      const again = await createTicketFromMessage(kit.deps, kit.clients, turn, { ...wanted, commandId: newId<string>() });
      expect(JSON.stringify(again)).toMatch(/already/);
    });
    await kit.settle();
    expect(more).toEqual([]);
    expect(kit.slack.calls.filter(({ method }) => method === 'conversations.replies').length - before).toBe(2);
    if (ticket === undefined) throw new Error('no ticket was opened');
    expect(ticket).toMatchObject({ subject: 'Since Monday', requesterName: side.colleague.name });
    expect(await transcript(kit, side, ticket.id)).toEqual([
      expect.objectContaining({ kind: 'opening', text: 'The heating is off', author: expect.objectContaining({ kind: 'chat' }) }),
      expect.objectContaining({ text: 'Since when?', author: expect.objectContaining({ kind: 'staff' }) }),
      expect.objectContaining({ text: 'Since Monday', files: 1 }),
    ]);
    expect(kit.slack.thread(channel, root.ts).filter((message) => message.bot_id !== undefined)).toHaveLength(1);
    await say(side.colleague, channel, 'Still cold', { threadTs: root.ts });
    await kit.slack.edit(last, 'Since Sunday');
    await kit.settle();
    expect((await transcript(kit, side, ticket.id)).map(({ text }) => text)).toEqual([
      'The heating is off',
      'Since when?',
      'Since Sunday',
      'Still cold',
    ]);
  });

  test('is refused to whoever may not open tickets, and of a channel that the app is not in', async () => {
    const channel = side.workspace.addChannel('secret', { withoutBot: true });
    const root = await kit.slack.say(side.colleague, channel, 'Hidden');
    const by = { tenantId: side.tenant.id, userId: side.tenant.agent };
    const card = await createTicketFromMessage(kit.deps, kit.clients, await turnOf(side), {
      channel,
      ts: root.ts,
      subject: 'x',
      by,
      commandId: newId<string>(),
    });
    expect(card).toMatchObject({ kind: 'error', notices: [expect.objectContaining({ text: expect.stringContaining('/invite') })] });
  });
});

describe('a channel that other companies read', () => {
  test('gets no card of a ticket with what is in it, even when a feed was switched on by its id alone', async () => {
    const channel = side.workspace.addChannel('with-acme', { isShared: true });
    const own = side.workspace.addChannel('ours');
    await useChannel(kit, side, channel, { feed: true });
    await useChannel(kit, side, own, { feed: true });
    await asAgent(kit, side, (uow) =>
      openStaffTicket(uow, { subject: 'Salaries of everybody', requester: null, customerId: null, text: 'See the list' }),
    );
    await kit.settle();
    expect(kit.slack.messages(own).map(wordsOf).join()).toContain('Salaries');
    expect(kit.slack.messages(channel).map(wordsOf).join()).not.toMatch(/Salaries|list/);
    const said = kit.slack.messages(channel).length;
    await asAgent(kit, side, (uow) => openStaffTicket(uow, { subject: 'Another', requester: null, customerId: null, text: 'More' }));
    await kit.settle();
    expect(kit.slack.messages(channel)).toHaveLength(said);
    for (const room of [own, channel]) await useChannel(kit, side, room, { feed: false });
  });
});

describe('reactions', () => {
  /** What was said stands in Slack and no longer in the ledger. */
  function answersTo(user: string): Promise<{ to: string; said: boolean }[]> {
    return kit.desk.withTenant(side.tenant.id, system, (uow) =>
      sqlRows(
        uow,
        "select ref->'to'->>'kind' as to, ref->'card' is null as said from chat_posts where kind = 'answer' and ref->'to'->>'user' = ?",
        [user],
      ),
    );
  }

  test('take, resolve and open tickets for linked staff where the channel wants it, and tell others in private', async () => {
    const channel = side.workspace.addChannel('triage');
    await useChannel(kit, side, channel, { reactions: true });
    const root = await say(side.colleague, channel, 'The window does not close');
    const react = async (person: FakePerson, name: string): Promise<void> => {
      await kit.slack.react(person, root, name);
      await kit.settle();
    };
    expect(await opened(() => react(side.colleague, 'ticket'))).toEqual([]);
    expect(await answersTo(side.colleague.id)).toEqual([{ to: 'ephemeral', said: true }]);
    const [ticket, ...more] = await opened(() => react(side.agent, 'ticket'));
    expect(more).toEqual([]);
    if (ticket === undefined) throw new Error('no ticket was opened');
    await react(side.agent, 'eyes');
    await react(side.agent, 'white_check_mark');
    const [row] = await kit.desk.withTenant(side.tenant.id, system, (uow) =>
      sqlRows<{ status: string; assignee: string }>(uow, 'select status, assignee_id as assignee from tickets where id = ?', [ticket.id]),
    );
    expect(row).toEqual({ status: 'resolved', assignee: side.tenant.agent });
    expect(await answersTo(side.agent.id)).toEqual([]);
    const quiet = side.workspace.addChannel('no-triage');
    const other = await say(side.colleague, quiet, 'The floor is wet');
    expect(
      await opened(async () => {
        await kit.slack.react(side.agent, other, 'ticket');
        await kit.settle();
      }),
    ).toEqual([]);
  });
});
