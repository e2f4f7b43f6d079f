import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { addMessage } from '../../../domain/tickets/add-message.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { eventually } from '../../support/eventually.ts';
import { plainTicket } from '../../support/plain-ticket.ts';
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
  channel = one.workspace.addChannel(`forms-${rooms}`);
});
afterAll(async () => {
  expect(kit.slack.refusals).toEqual([]);
  await kit.close();
});

const desk = (person: FakePerson, text: string, where = channel) => deskCommand(kit, person, where, text);
const topView = (person: FakePerson) => topViewOf(kit, person);
const deliveries = (side: SurfacesSide) => replyDeliveries(kit, side);

describe('a form', () => {
  test('of a message makes it a ticket in its thread, with what was chosen', async () => {
    const message = await kit.slack.say(one.carl, channel, 'The lift is stuck <!channel>\nBetween two floors');
    await kit.settle();
    await kit.slack.messageShortcut(one.ada, message, 'create_ticket');
    await kit.slack.idle();
    const view = topView(one.ada);
    expect(view.title).toBe('Ticket from message');
    const wrong = await kit.slack.submit(one.ada, view, { subject: ' ' });
    expect(Object.keys(wrong.errors ?? {})).toContain('subject');
    const sent = await kit.slack.submit(one.ada, view, {
      subject: 'Lift stuck',
      priority: 'high',
      customer: 'Acme (acme.example)',
      assignee: 'bob (bob@one.example)',
    });
    expect(sent.errors).toBeNull();
    await kit.settle();
    const ticket = (await ticketsOf(kit, one)).at(-1);
    expect(ticket).toMatchObject({ subject: 'Lift stuck', assignee: 'bob', customer: 'Acme' });
    expect(wordsOf(lastAlone(kit, one.ada))).toContain(ticket?.number);
    const thread = kit.slack.thread(channel, message.ts);
    expect(thread.some((one) => wordsOf(one).includes('Lift stuck'))).toBe(true);
  });

  test('opened by the global shortcut opens a ticket, and says what is wrong at its field', async () => {
    await kit.slack.globalShortcut(one.ada, 'new_ticket');
    await kit.slack.idle();
    const wrong = await kit.slack.submit(one.ada, topView(one.ada), { subject: 'Desk lamp', requester: 'nobody' });
    expect(wrong.errors).toMatchObject({ requester: expect.stringContaining('e-mail address') });
    await kit.slack.submit(one.ada, topView(one.ada), { subject: 'Desk lamp', requester: 'jane@acme.example', priority: 'low' });
    await kit.settle();
    expect((await ticketsOf(kit, one)).at(-1)).toMatchObject({ subject: 'Desk lamp' });
    expect(wordsOf(kit.slack.dm(one.ada).at(-1))).toContain('Desk lamp');
  });

  test('is done once though the process died between its receipt and its handling', async () => {
    await kit.slack.globalShortcut(one.ada, 'new_ticket');
    await kit.slack.idle();
    await kit.slack.submit(one.ada, topView(one.ada), { subject: 'Only once', assignee: 'bob (bob@one.example)' });
    const before = kit.slack.dm(one.ada).length;
    expect(await handleTwice(kit)).toBe(2);
    await kit.settle();
    expect(kit.slack.dm(one.ada)).toHaveLength(before + 1);
    expect((await ticketsOf(kit, one)).filter(({ subject }) => subject === 'Only once')).toHaveLength(1);
  });

  test('of an unlinked person is a notice, and what they press on is not done', async () => {
    await kit.slack.globalShortcut(one.carl, 'new_ticket');
    await kit.slack.idle();
    const view = topView(one.carl);
    expect(view.submit).toBeNull();
    expect(wordsOf(view)).toContain('does not know you');
  });

  test('finds tickets, customers and articles of the own company alone', async () => {
    await ticketCardIn(kit, kit.two, kit.two.workspace.addChannel(`found-${rooms}`), 'Zebra of two');
    await ticketCardIn(kit, one, channel, 'Zebra of one');
    await kit.slack.globalShortcut(one.ada, 'find');
    await kit.slack.idle();
    await kit.slack.submit(one.ada, topView(one.ada), { query: 'Zebra', what: 'tickets' });
    await kit.settle();
    const words = wordsOf(kit.slack.dm(one.ada).at(-1));
    expect(words).toContain('Zebra of one');
    expect(words).not.toContain('Zebra of two');
  });

  test('for the next action checks the time in words, and saves it', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    await kit.slack.press(one.ada, ticket.card(), 'Next action');
    await kit.slack.idle();
    const wrong = await kit.slack.submit(one.ada, topView(one.ada), { text: 'Call the supplier', due: 'whenever' });
    expect(Object.keys(wrong.errors ?? {})).toContain('due');
    await kit.slack.submit(one.ada, topView(one.ada), { text: 'Call the supplier', due: '3h' });
    await kit.settle();
    expect(wordsOf(ticket.card())).toContain('Call the supplier');
  });

  test('for a note keeps it internal', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    await kit.slack.press(one.ada, ticket.card(), 'Note');
    await kit.slack.idle();
    expect(wordsOf(topView(one.ada))).toContain('Who will see this: staff only.');
    await kit.slack.submit(one.ada, topView(one.ada), { text: 'They called <!here> twice' });
    await kit.settle();
    const notes = await rowsOf<{ text: string; public: boolean }>(
      kit,
      one,
      "select text, is_public as public from ticket_messages where ticket_id = ? and kind = 'note'",
      [ticket.id],
    );
    expect(notes).toEqual([{ text: 'They called <!here> twice', public: false }]);
  });

  test('of a draft adds an address to Cc in place of the preview', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    await desk(one.ada, `reply ${ticket.number} Hello there`);
    await kit.slack.press(one.ada, lastAlone(kit, one.ada) as never, 'Add to Cc…');
    await kit.slack.idle();
    await kit.slack.submit(one.ada, topView(one.ada), { addCc: 'boss@acme.example' });
    await kit.settle();
    expect(wordsOf(lastAlone(kit, one.ada))).toContain('boss@acme.example');
  });

  test('to link a customer takes one of the own company from the type-ahead', async () => {
    const ticket = await asAda(kit, one, (uow) =>
      openTicket(uow, { ...plainTicket('Who is this'), requester: { address: 'new@acme.example', name: 'Newcomer' }, customerId: null }),
    );
    await desk(one.ada, `share ${ticket.number}`);
    const card = kit.slack.messages(channel).find((message) => message.text.includes(ticket.number));
    await kit.slack.press(one.ada, card as never, 'Link customer');
    await kit.slack.idle();
    await kit.slack.submit(one.ada, topView(one.ada), { customer: 'Acme (acme.example)' });
    await kit.settle();
    expect((await ticketNumbered(kit, one, ticket.number)).customer).toBe('Acme');
  });

  test.each(['Reply to customer', 'Note', 'Next action'])('opens and is valid for a hostile ticket: %s', async (button) => {
    const hostile = `<!channel> <@${one.bob.id}> *x* \u202e${'🧯'.repeat(80)}`;
    const ticket = await ticketCardIn(kit, one, channel, hostile);
    await kit.slack.press(one.ada, ticket.card(), button);
    await kit.slack.idle();
    await eventually('the form shows the ticket', async () => wordsOf(topView(one.ada)).includes('🧯'));
    await kit.slack.closeView(one.ada, topView(one.ada));
    expect(kit.slack.refusals).toEqual([]);
  });
});

describe('a macro that is picked on a card', () => {
  test('is previewed to whoever picked it, and run by their press', async () => {
    await desk(one.ada, 'macro save "Start it" shared : status: in progress');
    await desk(one.bob, 'macro save "Mine alone" : status: resolved');
    const ticket = await ticketCardIn(kit, one, channel);
    expect((await kit.slack.suggest(one.ada, ticket.card(), 'pick:macro', '')).map(({ label }) => label)).toEqual(['Start it']);
    await kit.slack.press(one.ada, ticket.card(), 'pick:macro', { option: 'Start it' });
    await kit.settle();
    expect((await ticketNumbered(kit, one, ticket.number)).status).toBe('open');
    await kit.slack.press(one.ada, lastAlone(kit, one.ada) as never, 'Run it');
    await kit.settle();
    expect((await ticketNumbered(kit, one, ticket.number)).status).toBe('in_progress');
    expect(
      await kit.slack.suggest(
        kit.two.ada,
        (await ticketCardIn(kit, kit.two, kit.two.workspace.addChannel(`macro-${rooms}`))).card(),
        'pick:macro',
        '',
      ),
    ).toEqual([]);
  });
});

describe('send, typed', () => {
  test('waits ten seconds like the button, and an overtaken draft is shown again instead of sent', async () => {
    const ticket = await ticketCardIn(kit, one, channel);
    await desk(one.bob, `reply ${ticket.number} Typed and sent`);
    const before = (await deliveries(one)).length;
    expect(await desk(one.bob, 'send')).toContain('Goes out in 10 s');
    await asAda(kit, one, (uow) =>
      addMessage(uow, {
        ticketId: ticket.id,
        kind: 'mail',
        isPublic: true,
        isVerified: true,
        author: { kind: 'contact', name: 'Jane', address: 'jane@acme.example' },
        text: 'Do not come',
        attachments: [],
      }),
    );
    await kit.pass(11_000);
    await kit.settle();
    expect(await deliveries(one)).toHaveLength(before);
    expect(wordsOf(lastAlone(kit, one.bob))).toContain('Nothing was sent yet');
  });
});
