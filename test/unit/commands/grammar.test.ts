import { describe, expect, it } from '@jest/globals';
import { operationOf, operations } from '../../../bots/commands/operation-table.ts';
import { parseCommand } from '../../../bots/commands/parse-command.ts';

const T = 'TKT-202611-00001';

/** What is said → the operation and exactly its arguments. */
const said: [text: string, op: string, args: Record<string, unknown>][] = [
  ['tickets', 'tickets.list', { filter: '' }],
  ['Tickets', 'tickets.list', { filter: '' }],
  ['/tickets open acme', 'tickets.list', { filter: 'open acme' }],
  ['tickets open acme', 'tickets.list', { filter: 'open acme' }],
  ['list open', 'tickets.list', { filter: 'open' }],
  ['list tickets', 'tickets.list', { filter: '' }],
  ['all tickets acme', 'tickets.list', { filter: 'all acme' }],
  ['open tickets for acme', 'tickets.list', { filter: 'open acme' }],
  ['new tickets', 'tickets.list', { filter: 'new' }],
  ['show open tickets for acme', 'tickets.list', { filter: 'open acme' }],
  ['show me my tickets', 'tickets.list', { filter: 'my' }],
  ['what is open for Acme?', 'tickets.list', { filter: 'open Acme' }],
  ['What’s open?', 'tickets.list', { filter: 'open' }],
  ['which tickets are unassigned', 'tickets.list', { filter: 'unassigned' }],
  ['mine', 'tickets.list', { filter: 'mine' }],
  ['my tickets printer', 'tickets.list', { filter: 'mine printer' }],
  ['unassigned', 'tickets.list', { filter: 'unassigned' }],
  ['search "out of toner"', 'tickets.list', { filter: '"out of toner"' }],
  [
    'tickets status:open priority:>=high assignee:me customer:"acme ltd" created:<7d text',
    'tickets.list',
    { filter: 'status:open priority:>=high assignee:me customer:"acme ltd" created:<7d text' },
  ],
  ['show 1', 'ticket.show', { ticket: '1' }],
  ['Show Ticket #1', 'ticket.show', { ticket: '#1' }],
  ['ticket TKT-202611-00001', 'ticket.show', { ticket: T }],
  ['tkt-202611-1', 'ticket.show', { ticket: 'tkt-202611-1' }],
  ['#1', 'ticket.show', { ticket: '#1' }],
  ['1', 'ticket.show', { ticket: '1' }],
  ['  1  ', 'ticket.show', { ticket: '1' }],
  ['open 1', 'ticket.show', { ticket: '1' }],
  ['find 1', 'ticket.show', { ticket: '1' }],
  ['status 1', 'ticket.show', { ticket: '1' }],
  [
    'open "Printer is down" for jane@acme.test: It blinks.',
    'ticket.open',
    { subject: 'Printer is down', requester: 'jane@acme.test', text: 'It blinks.' },
  ],
  ['open “Printer is down” for JANE@acme.test', 'ticket.open', { subject: 'Printer is down', requester: 'jane@acme.test' }],
  [
    'open Printer is down for jane@acme.test: It blinks.',
    'ticket.open',
    { subject: 'Printer is down', requester: 'jane@acme.test', text: 'It blinks.' },
  ],
  ['new ticket Printer is down', 'ticket.open', { subject: 'Printer is down' }],
  ['create a new ticket "Printer"', 'ticket.open', { subject: 'Printer' }],
  [
    'open "Move: office" priority:urgent type:bug customer:"Acme Ltd": two rooms',
    'ticket.open',
    { subject: 'Move: office', priority: 'urgent', type: 'bug', customer: 'Acme Ltd', text: 'two rooms' },
  ],
  [
    'open "A" for Jane Doe <jane@acme.test>: b: c',
    'ticket.open',
    { subject: 'A', requester: 'jane@acme.test', requesterName: 'Jane Doe', text: 'b: c' },
  ],
  ['open Printer\nIt blinks.\n  Twice.', 'ticket.open', { subject: 'Printer', text: 'It blinks.\n  Twice.' }],
  ['open "5\\" disk"', 'ticket.open', { subject: '5\\', text: 'disk"' }],
  ['reply 1 Hello Jane', 'ticket.reply', { ticket: '1', text: 'Hello Jane' }],
  ['reply to 1: Hello', 'ticket.reply', { ticket: '1', text: 'Hello' }],
  ['Reply to ticket #1 Hello', 'ticket.reply', { ticket: '#1', text: 'Hello' }],
  ['1 reply Hello', 'ticket.reply', { ticket: '1', text: 'Hello' }],
  ['reply 1\nHello,\n\n  two  spaces\tand a tab\n', 'ticket.reply', { ticket: '1', text: 'Hello,\n\n  two  spaces\tand a tab\n' }],
  ['reply 1 :) fine', 'ticket.reply', { ticket: '1', text: ':) fine' }],
  ['reply 1 "quoted" stays "quoted"', 'ticket.reply', { ticket: '1', text: '"quoted" stays "quoted"' }],
  ['reply 1 cc:+a@b.test cc:-c@d.test Hello', 'ticket.reply', { ticket: '1', addCc: ['a@b.test'], removeCc: ['c@d.test'], text: 'Hello' }],
  ['reply 1 Hello cc:+a@b.test cc:+e@f.test', 'ticket.reply', { ticket: '1', addCc: ['e@f.test', 'a@b.test'], text: 'Hello' }],
  ['reply 1 see cc:+a@b.test in the docs', 'ticket.reply', { ticket: '1', text: 'see cc:+a@b.test in the docs' }],
  ['reply 1 --keep Hello', 'ticket.reply', { ticket: '1', after: 'keep', text: 'Hello' }],
  ['reply 1 Done. --resolve', 'ticket.reply', { ticket: '1', after: 'resolve', text: 'Done.' }],
  ['reply 1 —keep Hello', 'ticket.reply', { ticket: '1', after: 'keep', text: 'Hello' }],
  ['reply 1 --no-quote Hello', 'ticket.reply', { ticket: '1', quote: false, text: 'Hello' }],
  ['reply 1 --unknown stays text', 'ticket.reply', { ticket: '1', text: '--unknown stays text' }],
  ['note 1 they called\ntwice', 'ticket.note', { ticket: '1', text: 'they called\ntwice' }],
  ['comment 1 x', 'ticket.note', { ticket: '1', text: 'x' }],
  ['forward 1 to s@x.test Do you have it?', 'ticket.forward', { ticket: '1', to: ['s@x.test'], text: 'Do you have it?' }],
  ['fwd 1 s@x.test, t@x.test and u@x.test hi', 'ticket.forward', { ticket: '1', to: ['s@x.test', 't@x.test', 'u@x.test'], text: 'hi' }],
  ['fwd 1 s@x.test and thanks', 'ticket.forward', { ticket: '1', to: ['s@x.test'], text: 'and thanks' }],
  [
    'forward 1 to s@x.test --no-files --no-quote hi',
    'ticket.forward',
    { ticket: '1', to: ['s@x.test'], files: false, quote: false, text: 'hi' },
  ],
  ['write jane@acme.test subject "Your visit" Monday?', 'mail.write', { to: 'jane@acme.test', subject: 'Your visit', text: 'Monday?' }],
  [
    'write to <jane@acme.test> "Your visit" from:support@one.test Monday?',
    'mail.write',
    { to: 'jane@acme.test', subject: 'Your visit', from: 'support@one.test', text: 'Monday?' },
  ],
  [
    'mail jane@acme.test subject:"Your visit"\nMonday?\nOr not?',
    'mail.write',
    { to: 'jane@acme.test', subject: 'Your visit', text: 'Monday?\nOr not?' },
  ],
  ['send', 'draft.send', {}],
  ['send 1a2b3c4d --resolve', 'draft.send', { draft: '1a2b3c4d', after: 'resolve' }],
  ['discard', 'draft.cancel', {}],
  ['cancel', 'draft.cancel', {}],
  ['cancel 1', 'ticket.status', { ticket: '1', status: 'cancelled' }],
  ['assign 1 me', 'ticket.assign', { ticket: '1', to: 'me' }],
  ['assign 1 to Sam Fox', 'ticket.assign', { ticket: '1', to: 'Sam Fox' }],
  ['give 1 to "Sam Fox"', 'ticket.assign', { ticket: '1', to: 'Sam Fox' }],
  ['take 1', 'ticket.assign', { ticket: '1', to: 'me' }],
  ['unassign 1', 'ticket.assign', { ticket: '1', to: 'nobody' }],
  ['status 1 resolved', 'ticket.status', { ticket: '1', status: 'resolved' }],
  ['status 1 waiting', 'ticket.status', { ticket: '1', status: 'waiting_customer' }],
  ['set 1 to In Progress', 'ticket.status', { ticket: '1', status: 'in_progress' }],
  ['mark 1 as done', 'ticket.status', { ticket: '1', status: 'resolved' }],
  ['resolve #1', 'ticket.status', { ticket: '#1', status: 'resolved' }],
  ['close TKT-202611-00001.', 'ticket.status', { ticket: T, status: 'closed' }],
  ['reopen 1', 'ticket.status', { ticket: '1', status: 'open' }],
  ['1 close', 'ticket.status', { ticket: '1', status: 'closed' }],
  ['priority 1 normal', 'ticket.priority', { ticket: '1', priority: 'medium' }],
  ['set 1 priority urgent', 'ticket.priority', { ticket: '1', priority: 'urgent' }],
  ['type 1 feature request', 'ticket.type', { ticket: '1', type: 'feature_request' }],
  ['customer acme', 'customer.find', { query: 'acme' }],
  ['find customer "Acme Ltd"', 'customer.find', { query: 'Acme Ltd' }],
  ['find jane@acme.test', 'customer.find', { query: 'jane@acme.test' }],
  ['find tickets about toner', 'tickets.list', { filter: 'toner' }],
  ['link 1 acme', 'ticket.link', { ticket: '1', customer: 'acme' }],
  ['link 1 to "Acme Ltd"', 'ticket.link', { ticket: '1', customer: 'Acme Ltd' }],
  ['spam 1', 'ticket.spam', { ticket: '1' }],
  ['spam 1 and block', 'ticket.spam', { ticket: '1', block: true }],
  ['mark 1 as spam', 'ticket.spam', { ticket: '1' }],
  ['release 1', 'ticket.release', { ticket: '1' }],
  ['release m-12345678', 'mail.release', { mail: '12345678' }],
  ['release 1a2b3c4d and unblock', 'mail.release', { mail: '1a2b3c4d', unblock: true }],
  ['retry m-1a2b3c4d', 'mail.retry', { mail: '1a2b3c4d' }],
  ['block Someone@X.test', 'sender.block', { address: 'someone@x.test' }],
  ['block <mailto:a@x.test|a@x.test>', 'sender.block', { address: 'a@x.test' }],
  ['unblock someone@x.test', 'sender.unblock', { address: 'someone@x.test' }],
  ['blocked', 'senders.blocked', {}],
  ['mails parked', 'mails.parked', {}],
  ['quarantine', 'mails.parked', {}],
  ['deliveries', 'deliveries.list', {}],
  ['deliveries failed', 'deliveries.list', { which: 'failed' }],
  ['uncertain', 'deliveries.list', { which: 'uncertain' }],
  ['sent d-1a2b3c4d', 'delivery.decide', { delivery: '1a2b3c4d', decision: 'sent' }],
  ['resend 1a2b3c4d', 'delivery.decide', { delivery: '1a2b3c4d', decision: 'resend' }],
  ['help', 'help', {}],
  ['?', 'help', {}],
  ['', 'help', {}],
  ['help reply', 'help', { topic: 'reply' }],
];

describe('the grammar', () => {
  it.each(said)('reads %j as %s', (text, op, args) => {
    expect(parseCommand(text)).toEqual({ kind: 'call', op, args });
    expect(operationOf(op)?.schema.safeParse(args).error?.message).toBeUndefined();
  });

  it('knows more than eighty ways to say something', () => {
    expect(new Set(said.map(([text]) => text)).size).toBeGreaterThanOrEqual(80);
  });

  it.each(operations.flatMap((operation) => operation.examples.map((example) => [operation.name, example] as const)))(
    'reads the example of %s as its own: %s',
    (name, example) => {
      const parsed = parseCommand(example);
      expect(parsed).toMatchObject({ kind: 'call', op: name });
      if (parsed.kind === 'call') expect(operationOf(name)?.schema.safeParse(parsed.args).success).toBe(true);
    },
  );
});

/** What is wrong → the command it began as and a part of what is said about it. */
const halves: [text: string, command: string, problem: RegExp][] = [
  ['reply', 'reply', /Which ticket/],
  ['reply 1', 'reply', /text is missing/],
  ['reply 1   \n  ', 'reply', /text is missing/],
  ['reply hello there', 'reply', /Which ticket/],
  ['reply 1 cc:+nonsense Hello', 'reply', /“\+nonsense” is not a mail address/],
  ['reply 1 cc: Hello', 'reply', /cc: lacks an address/],
  ['note', 'note', /Which ticket/],
  ['forward 1', 'forward', /To whom/],
  ['forward 1 to nobody hi', 'forward', /To whom/],
  ['write', 'write', /To whom/],
  ['write jane@acme.test Hello', 'write', /subject is missing/],
  ['write jane@acme.test subject "Hi"', 'write', /text is missing/],
  ['assign 1', 'assign', /To whom/],
  ['assign', 'assign', /Which ticket/],
  ['status 1 sideways', 'status', /“sideways” is no status/],
  ['status 1 constructor', 'status', /is no status/],
  ['priority 1 __proto__', 'priority', /is no priority/],
  ['resolve', 'resolve', /Which ticket/],
  ['resolve 1 2', 'resolve', /“2”/],
  ['link 1', 'link', /To which customer/],
  ['release', 'release', /What shall be released/],
  ['retry 1', 'retry', /Which mail/],
  ['block nobody', 'block', /Which address/],
  ['block a@x.test b@x.test', 'block', /“b@x.test”/],
  ['resend', 'resend', /Which mail/],
  ['open', 'open', /What is it about/],
  ['open ""', 'open', /subject is empty/],
  ['open "A" for nobody', 'open', /not a mail address/],
  ['open "A" priority:sky', 'open', /“sky” is no priority/],
  ['customer', 'customer', /Whom do you look for/],
  ['send the invoice', 'send', /I do not know/],
  ['1 dance', 'show', /“dance”/],
];

describe('half a command', () => {
  it.each(halves)('%j is understood as “%s”, and what is missing is said', (text, command, problem) => {
    const parsed = parseCommand(text);
    expect(parsed.kind).toBe('half');
    if (parsed.kind !== 'half') return;
    expect(parsed.form.words[0]).toBe(command);
    expect(parsed.problem).toMatch(problem);
  });

  it('offers to do the part that was understood', () => {
    expect(parseCommand('resolve 1 now please')).toMatchObject({
      understood: { op: 'ticket.status', args: { ticket: '1', status: 'resolved' } },
    });
  });
});

describe('a mistyped or unknown command', () => {
  it.each([
    ['tickts open acme', 'tickets', { text: 'tickets open acme', op: 'tickets.list' }],
    ['repyl 1 Hello', 'reply', { text: 'reply 1 Hello', op: 'ticket.reply' }],
    ['resovle 1', 'resolve', { text: 'resolve 1', op: 'ticket.status' }],
    ['asign 1 me', 'assign', { text: 'assign 1 me', op: 'ticket.assign' }],
    ['delivereis', 'deliveries', { text: 'deliveries', op: 'deliveries.list' }],
    ['hepl', 'help', { text: 'help', op: 'help' }],
  ])('%j is not obeyed, but “%s” is offered with what it would do', (text, name, corrected) => {
    const parsed = parseCommand(text);
    expect(parsed.kind).toBe('unknown');
    if (parsed.kind !== 'unknown') return;
    expect(parsed.nearest.map((form) => form.words[0])).toContain(name);
    expect(parsed.corrected).toContainEqual(expect.objectContaining(corrected));
  });

  it.each([
    'my laptop is broken',
    'thanks!',
    '"tickets"',
    '; drop table tickets; --',
    '<script>alert(1)</script>',
    '__proto__',
    'constructor',
    '\u202Etickets',
    '𝓽𝓲𝓬𝓴𝓮𝓽𝓼',
    '"""""',
    '"never closed',
    '0',
    '-1',
    `${'a'.repeat(50_000)}`,
    `${'" '.repeat(10_000)}`,
  ])('nothing is guessed for %#', (text) => {
    expect(parseCommand(text).kind).toBe('unknown');
  });

  it('never throws and never takes long, whatever is typed', () => {
    let seed = 7;
    const next = (bound: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % bound;
    };
    const pieces = [
      'reply',
      '1',
      '"',
      '“',
      'cc:+',
      'a@b.test',
      '--keep',
      '\n',
      ':',
      '<',
      '>',
      'open',
      'for',
      '\u0000',
      '\uD800',
      '::',
      'status',
      ' ',
      '\t',
      'm-',
      'customer:"',
    ];
    for (let round = 0; round < 3_000; round += 1) {
      const text = Array.from({ length: next(12) }, () => pieces[next(pieces.length)]).join(next(2) === 0 ? ' ' : '');
      expect(['call', 'half', 'choose', 'unknown']).toContain(parseCommand(text).kind);
    }
  });
});

describe('a conversation about a ticket', () => {
  const context = { ticket: T };

  it.each([
    ['reply Hello', 'ticket.reply', { ticket: T, text: 'Hello' }],
    ['note see rack 4', 'ticket.note', { ticket: T, text: 'see rack 4' }],
    ['assign Bob', 'ticket.assign', { ticket: T, to: 'Bob' }],
    ['assign it to Bob', 'ticket.assign', { ticket: T, to: 'Bob' }],
    ['resolve', 'ticket.status', { ticket: T, status: 'resolved' }],
    ['close this ticket', 'ticket.status', { ticket: T, status: 'closed' }],
    ['take', 'ticket.assign', { ticket: T, to: 'me' }],
    ['show', 'ticket.show', { ticket: T }],
    ['link acme', 'ticket.link', { ticket: T, customer: 'acme' }],
    ['forward to s@x.test hi', 'ticket.forward', { ticket: T, to: ['s@x.test'], text: 'hi' }],
    ['resolve 2', 'ticket.status', { ticket: '2', status: 'resolved' }],
    ['reply #2 Hello', 'ticket.reply', { ticket: '#2', text: 'Hello' }],
    ['reply 1 Hello', 'ticket.reply', { ticket: '1', text: 'Hello' }],
  ])('%j means its ticket unless another is named', (text, op, args) => {
    expect(parseCommand(text, context)).toEqual({ kind: 'call', op, args });
  });

  it('asks whether a plain number is another ticket or the text, before anything is written', () => {
    const parsed = parseCommand('reply 2 days is fine', context);
    expect(parsed).toMatchObject({
      kind: 'choose',
      choices: [
        { op: 'ticket.reply', args: { ticket: T, text: '2 days is fine' } },
        { op: 'ticket.reply', args: { ticket: '2', text: 'days is fine' } },
      ],
    });
  });
});

describe('what could be two things', () => {
  it('asks whether “open acme” is a list or a new ticket', () => {
    expect(parseCommand('open acme')).toMatchObject({
      kind: 'choose',
      choices: [
        { op: 'tickets.list', args: { filter: 'open acme' } },
        { op: 'ticket.open', args: { subject: 'acme' } },
      ],
    });
  });
});
