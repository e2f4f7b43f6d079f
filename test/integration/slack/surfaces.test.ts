import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { markSpam } from '../../../domain/tickets/mark-spam.ts';
import { eventually } from '../../support/eventually.ts';
import type { FakePerson } from '../../support/slack/fake-slack.types.ts';
import {
  asAda,
  deskCommand,
  handleTwice,
  lastAlone,
  openSurfacesDesk,
  replyDeliveries,
  rowsOf,
  type SurfacesDesk,
  type SurfacesSide,
  ticketCardIn,
  ticketNumbered,
  ticketsOf,
  topViewOf,
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
  channel = one.workspace.addChannel(`room-${rooms}`);
});
afterAll(async () => {
  expect(kit.slack.refusals).toEqual([]);
  await kit.close();
});

const desk = (person: FakePerson, text: string, where = channel) => deskCommand(kit, person, where, text);
const topView = (person: FakePerson) => topViewOf(kit, person);
const deliveries = (side: SurfacesSide) => replyDeliveries(kit, side);

describe('/desk', () => {
  test('helps in short, with examples of what the role may do, and everything behind More', async () => {
    const words = await desk(one.ada, 'help');
    expect(words).toContain('What I can do here');
    expect(words).toContain('reply 1 We are on our way.');
    const help = lastAlone(kit, one.ada);
    await kit.slack.press(one.ada, help as never, 'More');
    await kit.settle();
    expect(wordsOf(lastAlone(kit, one.ada))).toContain('What you can say');
    expect(await desk(one.viewer, '')).not.toContain('reply 1');
  });

  test('does what it says once, and answers whoever typed it alone', async () => {
    const before = (await ticketsOf(kit, one)).length;
    const words = await desk(one.ada, 'open "Router is dead" for jane@acme.example: It blinks red.');
    expect(words).toContain('Router is dead');
    expect(kit.slack.messages(channel)).toEqual([]);
    expect(await ticketsOf(kit, one)).toHaveLength(before + 1);
  });

  test('tells an unlinked person how to link, does nothing for them, and links by code', async () => {
    const before = (await ticketsOf(kit, one)).length;
    for (const person of [one.carl, one.guest]) {
      const words = await desk(person, 'open "Mine" : now');
      expect(words).toContain('does not know you');
    }
    expect(await ticketsOf(kit, one)).toHaveLength(before);
    expect(await desk(one.carl, 'link ABCD-EFGH')).toContain('This code is wrong');
  });

  test('gives a refusal that says what to do, and shows no other company anything', async () => {
    const { number } = await ticketCardIn(kit, kit.two, kit.two.workspace.addChannel(`two-${rooms}`), 'Secret of two');
    const words = await desk(one.ada, `show ${number.replace(/\d{5}$/, '99999')}`);
    expect(words).toContain('There is no ticket');
    expect(await desk(one.ada, '"Secret of two" all')).not.toContain('Secret of two ·');
    expect(await desk(one.viewer, `take ${(await ticketsOf(kit, one))[0]?.number}`)).toContain('may not do this');
  });

  test('shares a ticket into the channel as its card, once', async () => {
    const [ticket] = await ticketsOf(kit, one);
    const words = await desk(one.ada, `share ${ticket?.number}`);
    expect(words).toContain('is shared here');
    expect(await desk(one.bob, `share ${ticket?.number}`)).toContain('has its card in this channel already');
    expect(kit.slack.messages(channel).filter((message) => message.text.includes(ticket?.number ?? '?'))).toHaveLength(1);
  });

  test('reads channel settings as those of the channel it is said in', async () => {
    expect(await desk(one.ada, 'channel')).toContain('settings:view');
  });

  test('opens a form for new and for a reply without text, at once', async () => {
    const delivered = await kit.slack.command(one.ada, channel, '/desk', 'new');
    expect(delivered.status).toBe(200);
    await kit.slack.idle();
    expect(topView(one.ada).title).toBe('New ticket');
    await kit.slack.closeView(one.ada, topView(one.ada));
    const { number } = await ticketCardIn(kit, one, channel);
    await kit.slack.command(one.ada, channel, '/desk', `reply ${number}`);
    await kit.slack.idle();
    expect(topView(one.ada).title).toBe('Reply to customer');
    await eventually('the form says who sees it', async () => wordsOf(topView(one.ada)).includes('Who will see this: jane@acme.example'));
    await kit.slack.closeView(one.ada, topView(one.ada));
  });

  test('says so when a form could not open in time', async () => {
    kit.slack.fail('views.open', 'expired_trigger_id');
    await kit.slack.command(one.ada, channel, '/desk', 'new');
    await kit.settle();
    expect(wordsOf(lastAlone(kit, one.ada))).toContain('press it again');
  });
});

describe('a press on a ticket’s card', () => {
  test('acts once however often it is pressed, and the card is drawn anew', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    const card = ticket.card();
    await Promise.all([kit.slack.press(one.ada, card, 'Take'), kit.slack.press(one.ada, card, 'Take')]);
    await kit.settle();
    const now = await ticketNumbered(kit, one, ticket.number);
    expect(now.assignee).toBe('agent');
    expect(await rowsOf(kit, one, "select id from ticket_events where ticket_id = ? and type = 'assigned'", [ticket.id])).toHaveLength(1);
    expect(wordsOf(ticket.card())).toContain('agent');
    expect(kit.slack.messages(channel)).toHaveLength(1);
  });

  test('tells the second of two who acted and when, and offers the first to undo', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    const card = ticket.card();
    await kit.slack.press(one.ada, card, 'Take');
    await kit.slack.press(one.bob, card, 'Take');
    await kit.settle();
    expect((await ticketNumbered(kit, one, ticket.number)).assignee).toBe('agent');
    expect(wordsOf(lastAlone(kit, one.bob))).toMatch(/agent/);
    const told = lastAlone(kit, one.ada);
    await kit.slack.press(one.ada, told as never, 'Undo');
    await kit.settle();
    expect((await ticketNumbered(kit, one, ticket.number)).assignee).toBeNull();
  });

  test('gives a ticket to whoever is picked from the type-ahead, who is of this company', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    const offered = await kit.slack.suggest(one.ada, ticket.card(), 'pick:assignee', 'bo');
    expect(offered.map(({ label }) => label)).toEqual(['bob (bob@one.example)']);
    await kit.slack.press(one.ada, ticket.card(), 'pick:assignee', { option: 'bob (bob@one.example)' });
    await kit.settle();
    expect((await ticketNumbered(kit, one, ticket.number)).assignee).toBe('bob');
  });

  test('of an unlinked person does nothing and says how to link; a viewer is refused', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    await kit.slack.press(one.carl, ticket.card(), 'Take');
    await kit.slack.press(one.viewer, ticket.card(), 'Take');
    await kit.settle();
    expect((await ticketNumbered(kit, one, ticket.number)).assignee).toBeNull();
    expect(wordsOf(lastAlone(kit, one.carl))).toContain('does not know you');
    expect(wordsOf(lastAlone(kit, one.viewer))).toContain('may not do this');
    expect(await kit.slack.suggest(one.carl, ticket.card(), 'pick:assignee', '')).toEqual([]);
  });

  test('shows what has content to whoever asked alone', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    await kit.slack.press(one.ada, ticket.card(), 'Show all', { option: 'Show all' });
    await kit.settle();
    expect(wordsOf(lastAlone(kit, one.ada))).toContain('Printer on fire');
    expect(lastAlone(kit, one.ada)?.channel).toBe(channel);
    expect(kit.slack.messages(channel)).toHaveLength(1);
  });

  test('is done once though the process that took it died', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    await kit.slack.press(one.ada, ticket.card(), 'Take');
    await kit.slack.idle();
    const taken = await rowsOf(
      kit,
      one,
      "update chat_inbox set taken_at = now(), attempts = 1, next_attempt_at = now() + interval '20 seconds' where state = 'new' returning id",
    );
    expect(taken).toHaveLength(1);
    kit.use(kit.another());
    await kit.settle();
    expect((await ticketNumbered(kit, one, ticket.number)).assignee).toBeNull();
    await kit.pass(21_000);
    await kit.settle();
    expect((await ticketNumbered(kit, one, ticket.number)).assignee).toBe('agent');
  });

  test('takes the thread off the ticket', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    await kit.slack.press(one.ada, ticket.card(), 'Take this thread off the ticket', { option: 'Take this thread off the ticket' });
    await kit.settle();
    expect(await rowsOf(kit, one, 'select id from chat_threads where ticket_id = ? and ended_at is null', [ticket.id])).toEqual([]);
    expect(wordsOf(lastAlone(kit, one.ada))).toContain(`This thread is no longer ${ticket.number}’s`);
  });

  test('says nothing more where the card says it already', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    await asAda(kit, one, (uow) => markSpam(uow, ticket.id));
    await kit.settle();
    const before = kit.slack.ephemerals(one.ada).length;
    await kit.slack.press(one.ada, ticket.card(), 'Not spam: release');
    await kit.settle();
    expect((await ticketNumbered(kit, one, ticket.number)).status).toBe('open');
    expect(kit.slack.ephemerals(one.ada)).toHaveLength(before);
  });

  test('that was handled twice by processes that died is one deed and one answer', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    const before = { told: kit.slack.ephemerals(one.ada).length, tickets: (await ticketsOf(kit, one)).length };
    await kit.slack.press(one.ada, ticket.card(), 'Take');
    await kit.slack.command(one.ada, channel, '/desk', 'open "Handled twice" : once');
    expect(await handleTwice(kit)).toBe(4);
    await kit.settle();
    expect(await rowsOf(kit, one, "select id from ticket_events where ticket_id = ? and type = 'assigned'", [ticket.id])).toHaveLength(1);
    expect(await ticketsOf(kit, one)).toHaveLength(before.tickets + 1);
    expect(kit.slack.ephemerals(one.ada)).toHaveLength(before.told + 2);
  });
});

describe('a reply to the customer', () => {
  async function preview(person = one.ada) {
    const ticket = await ticketCardIn(kit, one, channel);
    await kit.slack.press(person, ticket.card(), 'Reply to customer');
    await kit.slack.idle();
    await eventually('the form says who gets it', async () => wordsOf(topView(person)).includes('To: Jane Doe <jane@acme.example>'));
    const view = topView(person);
    const sent = await kit.slack.submit(person, view, { text: 'We are on our way.', after: 'wait' });
    expect(sent.errors).toBeNull();
    await kit.settle();
    const draft = lastAlone(kit, person);
    expect(wordsOf(draft)).toContain('Reply, not sent yet');
    expect(wordsOf(draft)).toContain('We are on our way.');
    if (draft === undefined) throw new Error('no preview');
    return { ticket, draft };
  }

  test('is previewed, leaves ten seconds after Send, and says so', async () => {
    const { draft } = await preview();
    const before = (await deliveries(one)).length;
    await kit.slack.press(one.ada, draft, 'Send');
    await kit.settle();
    expect(wordsOf(lastAlone(kit, one.ada))).toContain('Goes out in 10 s to jane@acme.example');
    await kit.pass(9_000);
    await kit.settle();
    expect(await deliveries(one)).toHaveLength(before);
    await kit.pass(2_000);
    await kit.settle();
    expect(await deliveries(one)).toHaveLength(before + 1);
    expect(wordsOf(lastAlone(kit, one.ada))).toContain('On its way to jane@acme.example');
  });

  test('can be taken back within the ten seconds, with its text, and sent again', async () => {
    const { draft } = await preview();
    const before = (await deliveries(one)).length;
    await kit.slack.press(one.ada, draft, 'Send');
    await kit.settle();
    await kit.slack.press(one.ada, lastAlone(kit, one.ada) as never, 'Undo');
    await kit.settle();
    await kit.pass(20_000);
    await kit.settle();
    expect(await deliveries(one)).toHaveLength(before);
    const back = lastAlone(kit, one.ada);
    expect(wordsOf(back)).toContain('Nothing was sent. Your text is still here.');
    expect(wordsOf(back)).toContain('We are on our way.');
    await kit.slack.press(one.ada, back as never, 'Send');
    await kit.settle();
    await kit.pass(11_000);
    await kit.settle();
    expect(await deliveries(one)).toHaveLength(before + 1);
  });

  test('is sent once though Send was pressed twice, and Undo is then too late', async () => {
    const { draft } = await preview();
    const before = (await deliveries(one)).length;
    await Promise.all([kit.slack.press(one.ada, draft, 'Send'), kit.slack.press(one.ada, draft, 'Send')]);
    await kit.settle();
    const waiting = lastAlone(kit, one.ada);
    expect(await rowsOf(kit, one, "select id from chat_inbox where kind = 'later' and state = 'new'")).toHaveLength(1);
    await kit.pass(11_000);
    const undo = kit.slack.press(one.ada, waiting as never, 'Undo');
    await kit.settle();
    await undo;
    await kit.settle();
    expect(await deliveries(one)).toHaveLength(before + 1);
  });

  test('without text is refused at its field, and a viewer’s never becomes a draft', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    await kit.slack.press(one.ada, ticket.card(), 'Reply to customer');
    await kit.slack.idle();
    const { errors } = await kit.slack.submit(one.ada, topView(one.ada), { text: '   ' });
    expect(Object.keys(errors ?? {})).toContain('text');
    await kit.slack.closeView(one.ada, topView(one.ada));
    await kit.slack.press(one.viewer, ticket.card(), 'Reply to customer');
    await kit.slack.idle();
    await kit.slack.submit(one.viewer, topView(one.viewer), { text: 'Hello', after: 'wait' });
    await kit.settle();
    expect(wordsOf(lastAlone(kit, one.viewer))).toContain('may not do this');
  });
});
