import { describe, expect, it } from '@jest/globals';
import { operationOf } from '../../../bots/commands/operation-table.ts';
import { parseCommand } from '../../../bots/commands/parse-command.ts';

const T = 'TKT-202611-00001';

const said: [text: string, op: string, args: Record<string, unknown>][] = [
  ['merge 1 into 2', 'ticket.merge', { ticket: '1', into: '2' }],
  ['merge #1 with ticket 2', 'ticket.merge', { ticket: '#1', into: '2' }],
  ['1 merge into 2', 'ticket.merge', { ticket: '1', into: '2' }],
  ['undo merge 1', 'ticket.unmerge', { ticket: '1' }],
  ['split 1 messages 3,4', 'ticket.split', { ticket: '1', messages: [3, 4] }],
  ['split 1 messages 3, 4 and 6 as "New: one"', 'ticket.split', { ticket: '1', messages: [3, 4, 6], subject: 'New: one' }],
  ['split 1 #2-4', 'ticket.split', { ticket: '1', messages: [2, 3, 4] }],
  ['split 1 message 2 as Invoice of May', 'ticket.split', { ticket: '1', messages: [2], subject: 'Invoice of May' }],
  ['link 1 duplicate of 2', 'tickets.link', { ticket: '1', kind: 'duplicate', other: '2' }],
  ['link 1 is a duplicate of #2', 'tickets.link', { ticket: '1', kind: 'duplicate', other: '#2' }],
  ['link 1 blocks 2', 'tickets.link', { ticket: '1', kind: 'blocks', other: '2' }],
  ['link 1 blocked by TKT-202611-00002', 'tickets.link', { ticket: '1', kind: 'blocked_by', other: 'TKT-202611-00002' }],
  ['link 1 followed by 2', 'tickets.link', { ticket: '1', kind: 'followed_by', other: '2' }],
  ['link 1 related to ticket 2', 'tickets.link', { ticket: '1', kind: 'related', other: '2' }],
  ['link 1 Acme', 'ticket.link', { ticket: '1', customer: 'Acme' }],
  ['link 1 to Blocks Ltd', 'ticket.link', { ticket: '1', customer: 'Blocks Ltd' }],
  ['link 1 "blocks 2"', 'ticket.link', { ticket: '1', customer: 'blocks 2' }],
  ['link 1 Studio 54', 'ticket.link', { ticket: '1', customer: 'Studio 54' }],
  ['unlink 1 from 2', 'tickets.unlink', { ticket: '1', other: '2' }],
  ['parent 1 of 2', 'ticket.parent', { ticket: '2', parent: '1' }],
  ['child 2 of 1', 'ticket.parent', { ticket: '2', parent: '1' }],
  ['unparent 2', 'ticket.parent', { ticket: '2', parent: 'none' }],
  ['snooze 1 until tomorrow 9:00', 'ticket.snooze', { ticket: '1', until: 'until tomorrow 9:00' }],
  ['snooze 1 3h', 'ticket.snooze', { ticket: '1', until: '3h' }],
  ['wake 1', 'ticket.snooze', { ticket: '1', until: 'off' }],
  ['duplicates of 1', 'ticket.duplicates', { ticket: '1' }],
  ['reopen 1: it is back', 'ticket.status', { ticket: '1', status: 'open', reason: 'it is back' }],
  ['next', 'next.list', { list: 'mine' }],
  ['next overdue', 'next.list', { list: 'overdue' }],
  ['next missing', 'next.list', { list: 'missing' }],
  ['next 1', 'next.show', { ticket: '1' }],
  ['next 1 : Call: them due:tomorrow 9:00', 'next.set', { ticket: '1', text: 'Call: them', due: 'tomorrow 9:00' }],
  [
    'next 1 : Order it state:waiting_parts owner:"Sam Fox" due:"friday 14:00" --uncounted',
    'next.set',
    { ticket: '1', text: 'Order it', state: 'waiting_parts', owner: 'Sam Fox', due: 'friday 14:00', excluded: true },
  ],
  ['next 1 state:testing --public', 'next.set', { ticket: '1', state: 'testing', public: true }],
  ['next done 1', 'next.done', { ticket: '1' }],
  ['next done 1 They sent it.', 'next.done', { ticket: '1', answer: 'They sent it.' }],
  ['next snooze 1 until monday', 'next.set', { ticket: '1', due: 'until monday' }],
  ['next history 1', 'next.history', { ticket: '1' }],
  ['bulk status resolved 1,2,3', 'bulk.preview', { change: 'status', value: 'resolved', tickets: ['1', '2', '3'] }],
  ['bulk resolve 1 and 2', 'bulk.preview', { change: 'status', value: 'resolved', tickets: ['1', '2'] }],
  [
    'bulk assign Sam Fox on #1, TKT-202611-00002',
    'bulk.preview',
    { change: 'assign', value: 'Sam Fox', tickets: ['#1', 'TKT-202611-00002'] },
  ],
  [
    'bulk priority critical where customer:"acme ltd" status:open',
    'bulk.preview',
    { change: 'priority', value: 'urgent', filter: 'customer:"acme ltd" status:open' },
  ],
  ['bulk tag vip, floor-2 where mine', 'bulk.preview', { change: 'tag', value: 'vip, floor-2', filter: 'mine' }],
  ['macro', 'macro.list', {}],
  ['macro list', 'macro.list', {}],
  ['macro "Ask for 2 logs" on 1', 'macro.preview', { ticket: '1', macro: 'Ask for 2 logs' }],
  ['macro Close on #1', 'macro.preview', { ticket: '#1', macro: 'Close' }],
  ['macro 1 Close', 'macro.preview', { ticket: '1', macro: 'Close' }],
  ['macro save "A" shared : status: waiting\nnote: x', 'macro.save', { name: 'A', shared: true, steps: 'status: waiting\nnote: x' }],
  ['macro delete Close', 'macro.delete', { name: 'Close' }],
  ['quick', 'quick.list', {}],
  ['quick 1 Thanks', 'quick.use', { ticket: '1', name: 'Thanks' }],
  [
    'quick save "Thanks" category:general : Hi {{agent.name}}',
    'quick.save',
    { name: 'Thanks', category: 'general', content: 'Hi {{agent.name}}' },
  ],
  ['template New starter for jane@acme.example', 'template.use', { name: 'New starter', requester: 'jane@acme.example' }],
  ['template "New starter" customer:"Acme Ltd"', 'template.use', { name: 'New starter', customer: 'Acme Ltd' }],
  [
    'template save "N" "Sub: {{customer.name}}" priority:low tags:a,b next:"Call them" : Body: one',
    'template.save',
    { name: 'N', subject: 'Sub: {{customer.name}}', priority: 'low', tags: ['a', 'b'], nextAction: 'Call them', description: 'Body: one' },
  ],
];

describe('what is said about order among tickets', () => {
  it.each(said)('reads “%s”', (text, op, args) => {
    const parsed = parseCommand(text);
    expect(parsed).toEqual({ kind: 'call', op, args });
    expect(operationOf(op)?.schema.safeParse(args).success).toBe(true);
  });

  it.each([
    ['merge into 2', 'ticket.merge', { ticket: T, into: '2' }],
    ['split messages 3', 'ticket.split', { ticket: T, messages: [3] }],
    ['snooze it 3h', 'ticket.snooze', { ticket: T, until: '3h' }],
    ['macro Close', 'macro.preview', { ticket: T, macro: 'Close' }],
    ['next : Call', 'next.set', { ticket: T, text: 'Call' }],
  ])('reads “%s” in a conversation about a ticket', (text, op, args) => {
    expect(parseCommand(text, { ticket: T })).toEqual({ kind: 'call', op, args });
  });

  it.each([
    ['merge 1', /other ticket/],
    ['split 1', /Which messages/],
    ['split 1 messages 0', /Which messages/],
    ['snooze 1', /Until when/],
    ['bulk', /What shall be changed/],
    ['bulk status sleeping 1', /no status/],
    ['bulk status resolved', /Which tickets/],
    ['macro Close', /On which ticket/],
    ['quick save Thanks : Hi', /in quotes/],
  ])('says what is missing of “%s”', (text, problem) => {
    expect(parseCommand(text)).toMatchObject({ kind: 'half', problem: expect.stringMatching(problem) });
  });
});
