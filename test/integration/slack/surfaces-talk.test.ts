import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { noteChannel } from '../../../domain/chat/note-channel.ts';
import { system } from '../../support/desk.ts';
import type { FakePerson } from '../../support/slack/fake-slack.types.ts';
import {
  handleTwice,
  lastAlone,
  openSurfacesDesk,
  rowsOf,
  type SurfacesDesk,
  type SurfacesSide,
  ticketCardIn,
  ticketNumbered,
  ticketsOf,
  webUrl,
  wordsOf,
} from './surfaces-desk.ts';

let kit: SurfacesDesk;
let one: SurfacesSide;
let channel: string;
let rooms = 0;

beforeAll(async () => {
  kit = await openSurfacesDesk();
  one = kit.one;
});
beforeEach(() => {
  rooms += 1;
  channel = one.workspace.addChannel(`talk-${rooms}`);
});
afterAll(async () => {
  expect(kit.slack.refusals).toEqual([]);
  await kit.close();
});

const bot = (side: SurfacesSide): string => `<@${side.workspace.botUserId}>`;

async function mention(person: FakePerson, text: string, threadTs?: string) {
  const said = await kit.slack.say(person, channel, `${bot(one)} ${text}`, threadTs === undefined ? {} : { threadTs });
  await kit.settle();
  return said;
}

async function tell(person: FakePerson, text: string, threadTs?: string) {
  const said = await kit.slack.say(person, kit.slack.dmChannel(person), text, threadTs === undefined ? {} : { threadTs });
  await kit.settle();
  return said;
}

const answersTo = (person: FakePerson, ts: string) =>
  kit.slack.thread(kit.slack.dmChannel(person), ts).filter((message) => message.user !== person.id);

describe('a mention', () => {
  test('in a ticket’s thread is a command about that ticket, done once and said in the thread', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    await mention(one.ada, 'take it', ticket.card().ts);
    expect((await ticketNumbered(kit, one, ticket.number)).assignee).toBe('agent');
    const said = kit.slack
      .thread(channel, ticket.card().ts)
      .filter((message) => message.user !== one.ada.id && wordsOf(message).includes('you'));
    expect(said).toHaveLength(1);
    expect(await rowsOf(kit, one, "select id from ticket_events where ticket_id = ? and type = 'assigned'", [ticket.id])).toHaveLength(1);
    expect(await rowsOf(kit, one, "select id from ticket_messages where ticket_id = ? and kind = 'note'", [ticket.id])).toEqual([]);
  });

  test('delivered again and again is one command', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    const event = {
      type: 'app_mention',
      user: one.ada.id,
      team: one.workspace.teamId,
      text: `${bot(one)} note A note`,
      ts: '1700000000.000100',
      thread_ts: ticket.card().ts,
      channel,
      event_ts: '1700000000.000100',
    };
    for (const eventId of ['Ev1', 'Ev1', 'Ev2']) await kit.slack.deliver(one.workspace, event, { eventId });
    await kit.settle();
    expect(await rowsOf(kit, one, "select id from ticket_messages where ticket_id = ? and kind = 'note'", [ticket.id])).toHaveLength(1);
  });

  test('gives a ticket to the linked colleague who is mentioned in it', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    await mention(one.ada, `assign it to <@${one.bob.id}>`, ticket.card().ts);
    expect((await ticketNumbered(kit, one, ticket.number)).assignee).toBe('bob');
  });

  test('that looks something up is answered to whoever asked alone', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    const before = kit.slack.thread(channel, ticket.card().ts).length;
    await mention(one.ada, 'show', ticket.card().ts);
    expect(wordsOf(lastAlone(kit, one.ada))).toContain('Printer on fire');
    expect(kit.slack.thread(channel, ticket.card().ts)).toHaveLength(before + 1);
  });

  test('that opens a ticket is answered with its card, in the thread of the mention', async () => {
    const said = await mention(one.ada, 'open "Coffee machine" for jane@acme.example: broken');
    const ticket = (await ticketsOf(kit, one)).at(-1);
    expect(ticket?.subject).toBe('Coffee machine');
    expect(kit.slack.thread(channel, said.ts).some((message) => wordsOf(message).includes('Coffee machine'))).toBe(true);
  });

  test('of an unlinked person does nothing', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    await mention(one.carl, 'take it', ticket.card().ts);
    expect((await ticketNumbered(kit, one, ticket.number)).assignee).toBeNull();
    expect(wordsOf(lastAlone(kit, one.carl))).toContain('does not know you');
  });

  test('of a linked person from another company’s team has no rights', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    const event = {
      type: 'app_mention',
      user: one.ada.id,
      user_team: 'TSTRANGE',
      text: `${bot(one)} take it`,
      ts: '1700000001.000100',
      thread_ts: ticket.card().ts,
      channel,
    };
    await kit.slack.deliver(one.workspace, event);
    await kit.settle();
    expect((await ticketNumbered(kit, one, ticket.number)).assignee).toBeNull();
  });
});

describe('a plain message in a ticket’s thread', () => {
  test('is an internal note, which its writer is told once and never again', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    await kit.slack.say(one.bob, channel, 'Looks bad', { threadTs: ticket.card().ts });
    await kit.settle();
    expect(wordsOf(lastAlone(kit, one.bob))).toContain('Only staff see what is written in this thread');
    const told = kit.slack.ephemerals(one.bob).length;
    await kit.slack.say(one.bob, channel, 'Really bad', { threadTs: ticket.card().ts });
    await kit.settle();
    expect(kit.slack.ephemerals(one.bob)).toHaveLength(told);
    expect(
      await rowsOf(kit, one, "select id from ticket_messages where ticket_id = ? and not is_public and text like '%bad'", [ticket.id]),
    ).toHaveLength(2);
  });
});

describe('the direct conversation', () => {
  test('offers prompts by role, four at most, and to link where nobody is known', async () => {
    await kit.slack.openHome(one.ada, 'messages');
    await kit.slack.openHome(one.viewer, 'messages');
    await kit.slack.openHome(one.carl, 'messages');
    await kit.settle();
    expect(kit.slack.prompts(one.ada).map(({ message }) => message)).toEqual(['mine', 'next', 'unassigned', 'help']);
    expect(kit.slack.prompts(one.viewer).map(({ message }) => message)).toEqual(['unassigned', 'what is open?', 'help']);
    expect(kit.slack.prompts(one.carl)).toEqual([{ title: 'Link my account', message: 'link' }]);
  });

  test('streams an answer in the thread, with a status before and buttons to judge it', async () => {
    await ticketCardIn(kit, one, channel, 'Asked directly');
    const said = await tell(one.ada, 'what is open?');
    const [answer] = answersTo(one.ada, said.ts);
    expect(wordsOf(answer)).toContain('Asked directly');
    expect(kit.slack.statuses(one.ada)).toContain('is looking…');
    await kit.slack.press(one.ada, answer as never, 'Good answer');
    await kit.slack.press(one.ada, answer as never, 'Bad answer');
    await kit.settle();
    expect(await rowsOf(kit, one, 'select vote from chat_feedback where user_id = ?', [one.tenant.agent])).toEqual([{ vote: -1 }]);
    expect(await rowsOf(kit, kit.two, 'select vote from chat_feedback')).toEqual([]);
  });

  test('remembers the ticket of its last answer in the thread', async () => {
    const ticket = await ticketCardIn(kit, one, channel, 'Talked about');
    const said = await tell(one.ada, `show ${ticket.number}`);
    await tell(one.ada, 'take it', said.ts);
    expect((await ticketNumbered(kit, one, ticket.number)).assignee).toBe('agent');
  });

  test('looks a question in free words up, and changes nothing', async () => {
    const before = await ticketsOf(kit, one);
    const said = await tell(one.ada, 'how could I possibly reset somebody’s password');
    expect(wordsOf(answersTo(one.ada, said.ts)[0])).toContain('looked in the articles');
    expect(await ticketsOf(kit, one)).toEqual(before);
  });

  test('and a mention that were handled twice by processes that died are one deed and one answer each', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    const said = await kit.slack.say(one.ada, kit.slack.dmChannel(one.ada), `note ${ticket.number} Said once`);
    await kit.slack.say(one.bob, channel, `${bot(one)} note Mentioned once`, { threadTs: ticket.card().ts });
    expect(await handleTwice(kit)).toBeGreaterThanOrEqual(6);
    await kit.settle();
    expect(await rowsOf(kit, one, "select id from ticket_messages where ticket_id = ? and kind = 'note'", [ticket.id])).toHaveLength(2);
    expect(answersTo(one.ada, said.ts)).toHaveLength(1);
    const inThread = kit.slack.thread(channel, ticket.card().ts).map((message) => wordsOf(message));
    expect(inThread.filter((words) => words.includes('Noted on'))).toHaveLength(1);
  });

  test('can be stopped before the answer has come', async () => {
    const said = await kit.slack.say(one.ada, kit.slack.dmChannel(one.ada), 'help');
    await kit.slack.deliver(one.workspace, {
      type: 'agent_session_stopped',
      channel: said.channel,
      user: one.ada.id,
      thread_ts: said.ts,
      streaming_message_ts: [],
    });
    const waiting = await rowsOf<{ state: string }>(
      kit,
      one,
      "select state from chat_posts where kind = 'answer' and ref->'to'->>'threadTs' = ?",
      [said.ts],
    );
    expect(waiting).toEqual([]);
    await kit.settle();
    const after = await rowsOf<{ state: string }>(
      kit,
      one,
      "select state from chat_posts where kind = 'answer' and ref->'to'->>'threadTs' = ?",
      [said.ts],
    );
    expect(after).toEqual([{ state: 'cancelled' }]);
  });

  test('answers whoever is not linked with the way to link', async () => {
    const said = await tell(one.carl, 'mine');
    expect(wordsOf(answersTo(one.carl, said.ts)[0])).toContain('Link my account');
  });

  test('answers nothing that an app wrote or that was edited', async () => {
    const said = await tell(one.ada, 'help');
    const before = answersTo(one.ada, said.ts).length;
    await kit.slack.edit(said, 'mine');
    await kit.settle();
    expect(answersTo(one.ada, said.ts)).toHaveLength(before);
  });
});

describe('the Home', () => {
  test('shows the person’s own queue and drafts, and is drawn anew after a press in it', async () => {
    const ticket = await ticketCardIn(kit, one, channel, 'In my queue');
    await kit.slack.press(one.bob, ticket.card(), 'Take');
    await kit.slack.command(one.bob, channel, '/desk', `reply ${ticket.number} A draft of mine`);
    await kit.slack.openHome(one.bob, 'home');
    await kit.settle();
    const home = kit.slack.home(one.bob);
    expect(wordsOf(home)).toContain(`${ticket.number}  In my queue`);
    expect(wordsOf(home)).toContain('Mails of yours that were not sent: 1');
    await kit.slack.press(one.bob, home as never, 'Resolve');
    await kit.settle();
    expect((await ticketNumbered(kit, one, ticket.number)).status).toBe('resolved');
    expect(wordsOf(kit.slack.home(one.bob))).not.toContain(ticket.number);
  });

  test('of somebody who proved nothing shows how to, and no ticket; the link comes to them alone', async () => {
    await kit.slack.openHome(one.carl, 'home');
    await kit.settle();
    expect(wordsOf(kit.slack.home(one.carl))).toContain('does not know you yet');
    await kit.slack.press(one.carl, kit.slack.home(one.carl) as never, 'Link my account');
    await kit.settle();
    expect(wordsOf(kit.slack.dm(one.carl).at(-1))).toContain('Who are you?');
  });

  test('opens the forms that it offers', async () => {
    await kit.slack.openHome(one.ada, 'home');
    await kit.settle();
    await kit.slack.press(one.ada, kit.slack.home(one.ada) as never, 'New ticket');
    await kit.slack.idle();
    expect(kit.slack.views(one.ada)[0]?.title).toBe('New ticket');
    await kit.slack.submit(one.ada, kit.slack.views(one.ada)[0] as never, { subject: 'From my Home' });
    await kit.settle();
    expect((await ticketsOf(kit, one)).at(-1)?.subject).toBe('From my Home');
  });
});

describe('a shared link to a ticket', () => {
  async function preview(person: FakePerson, where: string, number: string) {
    const message = await kit.slack.shareLink(person, where, `${webUrl}/t/${number}`);
    await kit.settle();
    return JSON.stringify(kit.slack.unfurls(message));
  }

  test('shows the ticket in a channel of our own, and no more than its number where others read or nobody of ours shared it', async () => {
    const { number } = await ticketCardIn(kit, one, channel, 'Only for us');
    expect(await preview(one.ada, channel, number)).toContain('Only for us');
    const byCarl = await preview(one.carl, channel, number);
    expect(byCarl).toContain(number);
    expect(byCarl).not.toContain('Only for us');
    const shared = one.workspace.addChannel(`shared-${rooms}`, { isShared: true });
    expect(await preview(one.ada, shared, number)).not.toContain('Only for us');
    await kit.desk.withTenant(one.tenant.id, system, (uow) =>
      noteChannel(uow, one.installationId, { externalId: channel, name: null, isShared: true }),
    );
    expect(await preview(one.ada, channel, number)).not.toContain('Only for us');
  });

  test('to another company’s ticket looks like one that leads nowhere', async () => {
    const theirs = await ticketCardIn(kit, kit.two, kit.two.workspace.addChannel(`theirs-${rooms}`), 'Theirs alone');
    const other = theirs.number.replace(/\d{5}$/, '77777');
    const wrong = await preview(one.ada, channel, other);
    expect(wrong).toContain('Open the link to see it');
    expect(wrong).not.toContain('Theirs alone');
  });
});
