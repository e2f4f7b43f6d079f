import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bindThread } from '../../../domain/chat/bind-thread.ts';
import { captureMessage } from '../../../domain/chat/capture-message.ts';
import { mirrorTicket } from '../../../domain/chat/mirror-ticket.ts';
import type { TicketId, TicketMessageId } from '../../../domain/ids.types.ts';
import { seeded } from '../../../domain/seeded.rules.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { addMessage } from '../../../domain/tickets/add-message.ts';
import { addNote } from '../../../domain/tickets/add-note.ts';
import { deleteNote } from '../../../domain/tickets/delete-note.ts';
import { editNote } from '../../../domain/tickets/edit-note.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { wakeTicket } from '../../../domain/tickets/wake-ticket.ts';
import { system } from '../../support/desk.ts';
import { plainTicket } from '../../support/plain-ticket.ts';
import {
  asAgent,
  openThreadsDesk,
  type ThreadsDesk,
  type ThreadsSide,
  ticketsOf,
  transcript,
  useChannel,
  wordsOf,
} from './threads-desk.ts';

let kit: ThreadsDesk;
beforeAll(async () => {
  kit = await openThreadsDesk();
});
afterAll(async () => {
  expect(kit.slack.refusals).toEqual([]);
  await kit.close();
});

type Dice = { below(limit: number): number; shuffled<T>(items: T[]): T[] };

/** The same seed, the same throws. */
function diceOf(seed: number): Dice {
  const next = seeded(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const shuffled = <T>(items: T[]): T[] => {
    const left = [...items];
    return items.map(() => left.splice(below(left.length), 1)[0] as T);
  };
  return { below, shuffled };
}

type Envelope = { event: Record<string, unknown>; eventId: string };
/** What a person of the chat did to one message, and what it says in the end; null when it was deleted. */
type Saying = { events: Envelope[]; end: string | null };

let sequence = 0;

function saying(dice: Dice, side: ThreadsSide, channel: string, threadTs: string | null, key: string): Saying {
  sequence += 1;
  const ts = `${Math.floor(Date.now() / 1000)}.${String(100_000 + sequence)}`;
  const user = dice.below(2) === 0 ? side.agent.id : side.colleague.id;
  const thread = threadTs === null ? {} : { thread_ts: threadTs };
  const place = { type: 'message', channel, channel_type: 'channel' };
  const events: Envelope[] = [{ event: { ...place, user, ts, ...thread, text: `${key} v0` }, eventId: `${key}-0` }];
  let end: string | null = `${key} v0`;
  const edits = dice.below(3);
  for (let edit = 1; edit <= edits; edit += 1) {
    end = `${key} v${edit}`;
    const message = {
      type: 'message',
      user,
      ts,
      ...thread,
      text: end,
      edited: { user, ts: `${Math.floor(Date.now() / 1000)}.${String(200_000 + sequence * 10 + edit)}` },
    };
    events.push({
      event: { ...place, subtype: 'message_changed', hidden: true, message, previous_message: { user, ts, ...thread } },
      eventId: `${key}-${edit}`,
    });
  }
  if (dice.below(4) === 0) {
    end = null;
    const previous = { type: 'message', user, ts, ...thread };
    events.push({
      event: { ...place, subtype: 'message_deleted', hidden: true, deleted_ts: ts, previous_message: previous },
      eventId: `${key}-gone`,
    });
  }
  return { events, end };
}

/** Half of them twice, all of them in any order. */
function jumbled(dice: Dice, sayings: Saying[]): Envelope[] {
  const events = sayings.flatMap((one) => one.events);
  return dice.shuffled([...events, ...events.filter(() => dice.below(2) === 0)]);
}

async function chatThread(side: ThreadsSide, name: string, ticketId: TicketId) {
  const channel = side.workspace.addChannel(name);
  await asAgent(kit, side, (uow) => bindThread(uow, { installationId: side.installationId, channelId: channel, rootTs: null, ticketId }));
  await kit.settle();
  const [root] = kit.slack.messages(channel);
  if (root === undefined) throw new Error('the card was not posted');
  return { channel, rootTs: root.ts };
}

/** What the app says in a thread, by the key that each text begins with. */
function mirrored(channel: string): string[] {
  return kit.slack
    .messages(channel)
    .filter((message) => message.bot_id !== undefined && message.thread_ts !== undefined && message.thread_ts !== message.ts)
    .map((message) => /\b([a-z]+\d+ v\d+)\b/.exec(wordsOf(message))?.[1] ?? wordsOf(message))
    .sort();
}

test.each([11, 12, 13, 14, 15, 16])(
  'whatever order chat, mail and console come in, ticket and threads say the same in the end (seed %i)',
  async (seed) => {
    const dice = diceOf(seed);
    const side = kit.one;
    const ticket = await asAgent(kit, side, (uow) => openTicket(uow, plainTicket(`Storm ${seed}`)));
    const here = await chatThread(side, `here-${seed}`, ticket.id);
    const there = await chatThread(side, `there-${seed}`, ticket.id);
    const inHere = Array.from({ length: 6 }, (_, at) => saying(dice, side, here.channel, here.rootTs, `here${seed}${at}`));
    const inThere = Array.from({ length: 6 }, (_, at) => saying(dice, side, there.channel, there.rootTs, `there${seed}${at}`));
    const written = new Map<string, string>();
    const notes: TicketMessageId[] = [];
    const console: (() => Promise<void>)[] = Array.from({ length: 8 }, (_, at) => async () => {
      const key = `desk${seed}${at}`;
      if (at % 3 === 0) {
        await kit.desk.withTenant(side.tenant.id, system, async (uow) => {
          const author = { kind: 'contact' as const, address: 'jane@acme.example', name: 'Jane' };
          await sqlRows(uow, 'select id from tickets where id = ? for no key update', [ticket.id]);
          await addMessage(uow, { ticketId: ticket.id, kind: 'mail', isPublic: true, author, text: `${key} v0` });
          await wakeTicket(uow, ticket.id);
        });
        written.set(key, `${key} v0`);
        return;
      }
      const { messageId } = await asAgent(kit, side, (uow) => addNote(uow, ticket.id, `${key} v0`));
      notes.push(messageId);
      written.set(key, `${key} v0`);
      if (at % 3 === 1) return;
      await asAgent(kit, side, (uow) => editNote(uow, messageId, `${key} v1`, 'own'));
      written.set(key, `${key} v1`);
      if (dice.below(2) === 0) return;
      await asAgent(kit, side, (uow) => deleteNote(uow, messageId, 'own'));
      written.delete(key);
    });
    const deeds = dice.shuffled([
      ...console,
      ...jumbled(dice, [...inHere, ...inThere]).map(
        ({ event, eventId }) =>
          async () =>
            void (await kit.slack.deliver(side.workspace, event, { eventId: `${eventId}` })),
      ),
    ]);
    for (const [index, deed] of deeds.entries()) {
      await deed();
      if (dice.below(6) === 0 || index === deeds.length - 1) await kit.settle();
    }
    await kit.settle();
    const ends = (sayings: Saying[]): string[] => sayings.flatMap(({ end }) => (end === null ? [] : [end]));
    const everything = [...ends(inHere), ...ends(inThere), ...written.values()].sort();
    const onTicket = (await transcript(kit, side, ticket.id)).map(({ text }) => text).filter((text) => text !== '(deleted)');
    expect(onTicket.sort()).toEqual(everything);
    expect(mirrored(here.channel)).toEqual([...ends(inThere), ...written.values()].sort());
    expect(mirrored(there.channel)).toEqual([...ends(inHere), ...written.values()].sort());
  },
);

test.each([21, 22, 23])(
  'captured messages and their replies become the same tickets in whatever order they come (seed %i)',
  async (seed) => {
    const dice = diceOf(seed);
    const side = kit.two;
    const channel = side.workspace.addChannel(`capture-${seed}`);
    await useChannel(kit, side, channel, { capture: true, captureMinutes: 0 });
    const before = (await ticketsOf(kit, side)).length;
    const roots = Array.from({ length: 3 }, (_, at) => ({
      key: `root${seed}${at}`,
      ts: `${Math.floor(Date.now() / 1000) + at}.${String(300_000 + seed * 10 + at)}`,
    }));
    const events: Envelope[] = roots.flatMap(({ key, ts }) => {
      const place = { type: 'message', channel, channel_type: 'channel', user: side.colleague.id };
      const replies = [1, 2].map((at) => ({
        event: { ...place, text: `${key} reply ${at}`, ts: `${ts.slice(0, -1)}${at + 5}`, thread_ts: ts },
        eventId: `${key}-reply-${at}`,
      }));
      return [{ event: { ...place, text: `${key} needs help`, ts }, eventId: key }, ...replies];
    });
    for (const { event, eventId } of dice.shuffled([...events, ...events])) {
      await kit.slack.deliver(side.workspace, event, { eventId });
      if (dice.below(3) === 0) await kit.settle('patient');
    }
    await kit.settle();
    const tickets = (await ticketsOf(kit, side)).slice(before);
    expect(tickets.map(({ subject }) => subject).sort()).toEqual(roots.map(({ key }) => `${key} needs help`));
    for (const { id, subject } of tickets) {
      const key = subject.split(' ')[0];
      expect((await transcript(kit, side, id)).map(({ text }) => text).sort()).toEqual([
        `${key} needs help`,
        `${key} reply 1`,
        `${key} reply 2`,
      ]);
    }
  },
);

test('messages that two processes handle at the same moment become one ticket', async () => {
  const side = kit.two;
  const channel = side.workspace.addChannel('at-once');
  await useChannel(kit, side, channel, { capture: true });
  const before = (await ticketsOf(kit, side)).length;
  const base = { installationId: side.installationId, channelId: channel, threadTs: null, files: [], lost: [], editedTs: null };
  const speaker = { externalId: side.colleague.id, name: 'Carl', userId: null, isVerified: true, email: null };
  const capture = (text: string, ts: string) =>
    kit.desk.withTenant(side.tenant.id, system, (uow) => captureMessage(uow, { ...base, speaker, text, ts }));
  const [first, second] = ['1700000300.000100', '1700000310.000100'];
  const outcomes = await Promise.all([
    capture('The gate is open', first),
    capture('And nobody is there', second),
    capture('The gate is open', first),
    capture('And nobody is there', second),
  ]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['joined', 'known', 'known', 'opened']);
  const tickets = (await ticketsOf(kit, side)).slice(before);
  expect(tickets).toHaveLength(1);
  expect(await transcript(kit, side, tickets[0]?.id as TicketId)).toHaveLength(2);
});

test('a ticket that no channel shows pays one cheap statement for its threads', async () => {
  const side = kit.one;
  const ticket = await asAgent(kit, side, (uow) => openTicket(uow, plainTicket('Nowhere')));
  const counted = await asAgent(kit, side, async (uow) => {
    let statements = 0;
    const counting = new Proxy(uow.em, {
      get: (em, name) => {
        const value = Reflect.get(em, name) as unknown;
        if (name === 'execute') statements += 1;
        return typeof value === 'function' ? value.bind(em) : value;
      },
    });
    await mirrorTicket({ ...uow, em: counting }, ticket.id);
    return statements;
  });
  expect(counted).toBe(1);
});
