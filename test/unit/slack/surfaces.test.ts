import { describe, expect, test } from '@jest/globals';
import { makeCard } from '../../../bots/cards/make-card.rules.ts';
import { operationOf } from '../../../bots/commands/operation-table.ts';
import { parseCommand } from '../../../bots/commands/parse-command.ts';
import { ticketOfPath } from '../../../bots/console/page/ticket-path.rules.ts';
import { opensView } from '../../../bots/slack/receive/opens-view.rules.ts';
import { linkCodeIn } from '../../../bots/slack/surfaces/desk-command.ts';
import { commandText } from '../../../bots/slack/surfaces/heard-text.ts';
import { modalName, modalTable } from '../../../bots/slack/surfaces/modal-table.ts';
import { checkModal, readMeta } from '../../../bots/slack/surfaces/modal-values.rules.ts';
import { answerPlace, type Pressed } from '../../../bots/slack/surfaces/pressed.rules.ts';
import { promptsOf } from '../../../bots/slack/surfaces/prompts-composer.ts';
import { shortHelp } from '../../../bots/slack/surfaces/short-help.ts';
import { spokenPieces } from '../../../bots/slack/surfaces/spoken-pieces.rules.ts';
import { stableId } from '../../../bots/slack/surfaces/stable-id.rules.ts';
import { linkedTickets } from '../../../bots/slack/surfaces/ticket-link.rules.ts';
import { isUuid } from '../../../domain/ids.types.ts';
import { can, roles } from '../../../domain/people/permissions.rules.ts';

const pressed = (more: Partial<Pressed>): Pressed => ({
  element: {},
  actionId: 'op:0',
  blockId: 'n:0',
  user: 'U1',
  team: 'T1',
  name: 'ada',
  channel: 'C1',
  ts: '1.1',
  threadTs: null,
  isEphemeral: false,
  view: null,
  ...more,
});

describe('a press is answered', () => {
  test.each([
    [
      'in place where only its reader sees it',
      { isEphemeral: true },
      'answer',
      false,
      { kind: 'respond', user: 'U1', replace: true, inChannel: false },
    ],
    ['alone in the card’s thread', {}, 'card', false, { kind: 'ephemeral', channel: 'C1', user: 'U1', threadTs: '1.1' }],
    [
      'alone in the thread it stands in',
      { threadTs: '1.0' },
      'other',
      false,
      { kind: 'ephemeral', channel: 'C1', user: 'U1', threadTs: '1.0' },
    ],
    [
      'alone in the channel for what stands there by itself',
      {},
      'other',
      false,
      { kind: 'ephemeral', channel: 'C1', user: 'U1', threadTs: null },
    ],
    [
      'in the thread of the direct conversation',
      { channel: 'D1' },
      'answer',
      false,
      { kind: 'thread', channel: 'D1', threadTs: '1.1', user: 'U1' },
    ],
    [
      'in place there when a draft goes on',
      { channel: 'D1' },
      'answer',
      true,
      { kind: 'respond', user: 'U1', replace: true, inChannel: false },
    ],
    ['directly when it was pressed in a view', { channel: null, ts: null }, 'other', false, { kind: 'dm', user: 'U1' }],
  ] as const)('%s', (_where, more, carrier, inPlace, to) => {
    expect(answerPlace(pressed(more), carrier, inPlace)).toEqual(to);
  });
});

describe('what is said to link', () => {
  test.each([
    ['link', ''],
    ['link ABCD-EFGH', 'ABCD-EFGH'],
    ['LINK abcd efgh', 'abcd efgh'],
    ['link wrongcode', 'wrongcode'],
    ['link slack', null],
    ['link 1 acme', null],
    ['link 1', null],
    ['link 2345 6789', null],
    ['show 1', null],
  ])('%s', (text, code) => {
    expect(linkCodeIn(text)).toBe(code);
  });
});

test.each([
  ['reply 1', true],
  ['reply #1', true],
  ['re TKT-202611-00001', true],
  ['reply 202611-1', true],
  ['reply 1 hello', false],
  ['reply hello', false],
])('a reply without text asks for a form: %s', (text, opens) => {
  expect(opensView(text)).toBe(opens);
});

test('a command keeps what was typed, but for people and channels that were picked', () => {
  expect(commandText('open "x" for Jane <jane@acme.example>: a < b')).toBe('open "x" for Jane <jane@acme.example>: a < b');
  expect(commandText('note 1 see <#C1|general> &amp; more')).toBe('note 1 see #general & more');
  expect(commandText('channel <#C0123ABC|general> alerts on')).toBe('channel <#C0123ABC|general> alerts on');
});

describe('a link to a ticket', () => {
  const links = (url: string, webUrl = 'https://desk.example') => linkedTickets([url], webUrl).map(({ number }) => number);

  test.each([
    'https://evil.example/t/TKT-202611-00001',
    'https://desk.example.evil.example/t/TKT-202611-00001',
    'http://desk.example/t/TKT-202611-00001',
    'https://desk.example/x/t/TKT-202611-00001',
    'https://desk.example/t/1',
    'https://desk.example/t/%zz',
    'https://desk.example/t/',
    'no address',
  ])('is none: %s', (url) => {
    expect(links(url)).toEqual([]);
  });

  test('is ours by its host, under whatever path the console lives', () => {
    expect(links('https://desk.example/t/TKT-202611-00001?x#y')).toEqual(['TKT-202611-00001']);
    expect(links('https://a.example/desk/t/tkt-202611-1', 'https://a.example/desk')).toEqual(['TKT-202611-00001']);
  });

  test('opens in the console by its whole number and says nothing else', () => {
    expect(ticketOfPath('/t/TKT-202611-00001')).toBe('TKT-202611-00001');
    for (const path of ['/', '/t/1', '/t/TKT-202611-00001%0Aclose 1', '/t/TKT-202611-00001/x', '/x/t/TKT-202611-00001'])
      expect(ticketOfPath(path)).toBeNull();
  });
});

describe('the forms', () => {
  test('ask for what an operation or a deed of ours takes, and say who will see it', () => {
    for (const [name, { op, whoSees, fields, schema, title, submit }] of Object.entries(modalTable)) {
      expect(modalName(name)).toBe(name);
      expect(op.startsWith('slack.') || operationOf(op) !== null).toBe(true);
      expect(whoSees).not.toBe('');
      expect([title.length, submit.length].every((length) => length <= 24)).toBe(true);
      expect(fields.map((field) => field.name).sort()).toEqual(Object.keys(schema.shape).sort());
    }
    expect(modalName('toString')).toBeNull();
  });

  test('name the field that is wrong and what it must be', () => {
    expect(checkModal(modalTable.new_ticket, { subject: ' ', requester: 'jane' })).toEqual({
      problems: { subject: 'Fill this in.', requester: 'For whom must be an e-mail address such as anna@acme.example.' },
    });
    expect(checkModal(modalTable.new_ticket, { subject: 'x', requester: ' Jane@ACME.example ', text: '' })).toEqual({
      args: { subject: 'x', requester: 'jane@acme.example' },
    });
    expect(checkModal(modalTable.macro, { macro: 'not an id' })).toEqual({ problems: { macro: 'Choose one from the list.' } });
  });

  test('know their own metadata and nothing else', () => {
    expect(readMeta('')).toBeNull();
    expect(readMeta('null')).toBeNull();
    expect(readMeta('{"modal":"note"}')).toBeNull();
    expect(readMeta('{"modal":"note","op":"ticket.note","args":{},"to":{"kind":"dm","user":"U1"}}')?.op).toBe('ticket.note');
  });
});

describe('what is offered to begin with', () => {
  test.each(roles.map((role) => [role] as const))('is four commands at most that %s may use', (role) => {
    const prompts = promptsOf(role);
    expect(prompts.length).toBeLessThanOrEqual(4);
    expect(prompts.at(-1)?.message).toBe('help');
    for (const { message } of prompts) expectMay(role, message);
    for (const { lines } of shortHelp(role).rows)
      for (const span of lines.flat().filter((one) => one.style === 'code')) expectMay(role, span.text);
  });
});

function expectMay(role: (typeof roles)[number], said: string): void {
  if (/^(?:new|share 1|channel)$/.test(said)) return;
  const parsed = parseCommand(said);
  if (parsed.kind !== 'call') throw new Error(`“${said}” is no whole command`);
  expect({ said, may: can(role, operationOf(parsed.op)?.permission ?? 'settings:edit') }).toEqual({ said, may: true });
}

test('what is streamed of a card is short, and nothing in it is markup', () => {
  const card = makeCard('done', 'T', { notices: [{ level: 'success', text: '<!channel> *bold* & `code` <https://evil.example|click>' }] });
  expect(spokenPieces(card).join('')).not.toMatch(/<|(?<!\u200B)[*`]/);
  expect(spokenPieces(makeCard('done', ''))).toEqual(['Here it is.\n']);
});

test('a stable id is a UUID that is the same for the same words alone', () => {
  expect(isUuid(stableId('a', 'b'))).toBe(true);
  expect(stableId('a', 'b')).toBe(stableId('a', 'b'));
  expect(stableId('a', 'b')).not.toBe(stableId('ab'));
});
