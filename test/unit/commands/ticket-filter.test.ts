import { describe, expect, it } from '@jest/globals';
import { splitWords } from '../../../bots/commands/words.rules.ts';
import { readCursor, writeCursor } from '../../../domain/tickets/ticket-cursor.rules.ts';
import { readTicketFilter } from '../../../domain/tickets/ticket-filter.rules.ts';
import { searchQueries, ticketFilterSql } from '../../../domain/tickets/ticket-filter-sql.rules.ts';

const clock = { now: new Date('2026-11-21T10:00:00Z'), timeZone: 'Europe/London' };
const read = (text: string, at = clock) => readTicketFilter(splitWords(text), at);
const conditions = (text: string, at = clock) => read(text, at).filter.conditions;

describe('the filter language', () => {
  it.each([
    ['status:open', { key: 'status', in: ['open'] }],
    ['status:waiting,resolved', { key: 'status', in: ['waiting_customer', 'resolved'] }],
    ['open', { key: 'status', in: ['open', 'in_progress', 'waiting_customer'] }],
    ['CLOSED', { key: 'status', in: ['closed'] }],
    ['resolved closed', { key: 'status', in: ['resolved', 'closed'] }],
    ['priority:>=high', { key: 'priority', in: ['high', 'urgent'] }],
    ['priority:<high', { key: 'priority', in: ['low', 'medium'] }],
    ['prio:normal', { key: 'priority', in: ['medium'] }],
    ['urgent', { key: 'priority', in: ['urgent'] }],
    ['type:billing,bug', { key: 'type', in: ['billing', 'bug'] }],
    ['assignee:me', { key: 'assignee', who: { kind: 'me' } }],
    ['mine', { key: 'assignee', who: { kind: 'me' } }],
    ['unassigned', { key: 'assignee', who: { kind: 'nobody' } }],
    ['assigned:@sam', { key: 'assignee', who: { kind: 'name', name: 'sam' } }],
    ['customer:"acme ltd"', { key: 'customer', who: { kind: 'name', name: 'acme ltd' } }],
    ['customer:none', { key: 'customer', who: { kind: 'none' } }],
    ['from:jane@acme.test', { key: 'requester', text: 'jane@acme.test' }],
    ['spam:yes', { key: 'spam', value: true }],
    ['printer', { key: 'text', text: 'printer', exact: false }],
    ['"closed"', { key: 'text', text: 'closed', exact: true }],
    ['https://acme.test/x', { key: 'text', text: 'https://acme.test/x', exact: false }],
    ['constructor', { key: 'text', text: 'constructor', exact: false }],
    ['__proto__', { key: 'text', text: '__proto__', exact: false }],
    ['tag:VPN,#wifi', { key: 'tag', in: ['vpn', 'wifi'] }],
    ['tags:"on site"', { key: 'tag', in: ['on-site'] }],
    ['field.asset:4711', { key: 'field', name: 'asset', test: { kind: 'text', value: '4711' } }],
    ['cf.Seats:>=5', { key: 'field', name: 'seats', test: { kind: 'number', op: '>=', value: 5 } }],
    ['field.asset:none', { key: 'field', name: 'asset', test: { kind: 'none' } }],
    ['number:TKT-202611-00012', { key: 'number', ref: { kind: 'number', number: 'TKT-202611-00012' } }],
    ['tkt-202611-12', { key: 'number', ref: { kind: 'number', number: 'TKT-202611-00012' } }],
    ['#12', { key: 'number', ref: { kind: 'sequence', value: 12 } }],
    ['12', { key: 'text', text: '12', exact: false }],
    ['channel:mail', { key: 'channel', in: ['email'] }],
    ['has:attachment', { key: 'has', what: 'attachment' }],
    ['is:breached', { key: 'flag', flag: 'breached' }],
    ['is:overdue', { key: 'flag', flag: 'overdue' }],
    ['snoozed', { key: 'flag', flag: 'snoozed' }],
    ['is:merged', { key: 'flag', flag: 'merged' }],
    ['is:waiting', { key: 'status', in: ['waiting_customer'] }],
    ['is:mine', { key: 'assignee', who: { kind: 'me' } }],
    ['team:network', { key: 'team', who: { kind: 'name', name: 'network' } }],
    ['team:none', { key: 'team', who: { kind: 'nobody' } }],
    ['watcher:me', { key: 'watcher', who: { kind: 'me' } }],
    ['mailbox:support@', { key: 'mailbox', text: 'support@' }],
    ['contact:jane', { key: 'requester', text: 'jane' }],
    ['reopened:>0', { key: 'reopened', op: '>', count: 0 }],
    ['acme.example:8080', { key: 'text', text: 'acme.example:8080', exact: false }],
  ])('reads %j', (text, wanted) => {
    expect(conditions(text)).toEqual([{ not: false, ...wanted }]);
    expect(read(text).problems).toEqual([]);
  });

  it('joins conditions by “and”, and a minus turns one round', () => {
    expect(conditions('status:open -customer:acme toner')).toEqual([
      { not: false, key: 'status', in: ['open'] },
      { not: true, key: 'customer', who: { kind: 'name', name: 'acme' } },
      { not: false, key: 'text', text: 'toner', exact: false },
    ]);
  });

  it('narrows a priority by two bounds instead of widening it', () => {
    expect(conditions('priority:>=medium priority:<urgent')).toEqual([
      { not: false, key: 'priority', in: ['medium', 'high', 'urgent'] },
      { not: false, key: 'priority', in: ['low', 'medium', 'high'] },
    ]);
  });

  it.each([
    ['created:<7d', '2026-11-14T10:00:00.000Z', null],
    ['created:>36h', null, '2026-11-19T22:00:00.000Z'],
    ['created:2026-11-20', '2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'],
    ['created:>=2026-11-20', '2026-11-20T00:00:00.000Z', null],
    ['created:>2026-11-20', '2026-11-21T00:00:00.000Z', null],
    ['created:<2026-11-20', null, '2026-11-20T00:00:00.000Z'],
    ['created:<=2026-11-20', null, '2026-11-21T00:00:00.000Z'],
    ['updated:today', '2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
    ['due:<4h', null, '2026-11-21T14:00:00.000Z'],
    ['due:>2d', '2026-11-23T10:00:00.000Z', null],
    ['due:tomorrow', '2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['due:2026-11-25', '2026-11-25T00:00:00.000Z', '2026-11-26T00:00:00.000Z'],
    ['resolved:<7d', '2026-11-14T10:00:00.000Z', null],
    ['closed:2026-11-20', '2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'],
    ['updated:yesterday', '2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'],
    // Days of the zone, also where summer time begins (23 h) and ends (25 h).
    ['created:2026-03-29', '2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z'],
    ['created:2026-10-25', '2026-10-24T23:00:00.000Z', '2026-10-26T00:00:00.000Z'],
  ])('reads the time of %s', (text, from, to) => {
    const [condition] = conditions(text);
    expect(JSON.parse(JSON.stringify(condition))).toMatchObject({ from, to });
  });

  it('takes days in the zone of the reader', () => {
    const tokyo = { now: new Date('2026-11-21T16:00:00Z'), timeZone: 'Asia/Tokyo' };
    expect(JSON.parse(JSON.stringify(conditions('created:today', tokyo)))).toMatchObject([
      { from: '2026-11-21T15:00:00.000Z', to: '2026-11-22T15:00:00.000Z' },
    ]);
  });

  it.each([
    ['Pacific/Auckland', '2026-09-27', '2026-09-26T12:00:00.000Z', '2026-09-27T11:00:00.000Z'],
    // There is no midnight: the day begins at one.
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
  ])('knows the day on which clocks change in %s', (timeZone, day, from, to) => {
    const [condition] = conditions(`created:${day}`, { ...clock, timeZone });
    expect(JSON.parse(JSON.stringify(condition))).toMatchObject({ from, to });
  });

  it.each([
    ['status:sideways', /no status/],
    ['status:', /lacks its value/],
    ['priority:>=sky', /no priority/],
    ['type:>bug', /cannot be compared/],
    ['created:soon', /no time/],
    ['created:2026-02-30', /no time/],
    ['spam:maybe', /spam:yes or spam:no/],
    ['statsu:open', /“statsu” is no filter/],
    ['number:abc', /no ticket number/],
    ['tag:>vpn', /cannot be compared/],
    ['field:4711', /field’s key after a dot/],
    ['field.seats:>many', /no number/],
    ['field.9x:1', /field’s key/],
    ['channel:fax', /no channel; there are: email, console/],
    ['has:wings', /nothing a ticket can have/],
    ['is:unread', /neither a status nor/],
    ['due:later', /no time/],
    ['reopened:often', /no count/],
    ['sort:colour', /write sort:created/],
    ['sort:-due-asc', /write sort:created/],
    ['!!!', /no word in it/],
  ])('says what is wrong with %s and keeps the rest', (text, message) => {
    const { filter, problems } = read(`${text} toner`);
    expect(problems).toEqual([{ part: text, message: expect.stringMatching(message) }]);
    expect(filter.conditions).toEqual([{ not: false, key: 'text', text: 'toner', exact: false }]);
  });

  it.each([
    ['sort:due', { by: 'due', reversed: false }],
    ['sort:due-desc', { by: 'due', reversed: true }],
    ['sort:-due', { by: 'due', reversed: true }],
    ['order:created', { by: 'created', reversed: false }],
    ['sort:created-desc', { by: 'created', reversed: false }],
    ['sort:updated-asc', { by: 'updated', reversed: true }],
    ['sort:Priority', { by: 'priority', reversed: false }],
    ['sort:status-desc', { by: 'status', reversed: true }],
    ['sort:created sort:due', { by: 'due', reversed: false }],
  ])('reads the order %s, which is no condition', (text, sort) => {
    expect(read(text)).toMatchObject({ filter: { sort, conditions: [] }, problems: [] });
  });

  it('turns round what names a lack, and turns it back', () => {
    expect(conditions('due:none')).toEqual([{ not: true, key: 'has', what: 'due' }]);
    expect(conditions('-due:none')).toEqual([{ not: false, key: 'has', what: 'due' }]);
    expect(conditions('-tag:none -printer')).toEqual([
      { not: false, key: 'has', what: 'tag' },
      { not: true, key: 'text', text: 'printer', exact: false },
    ]);
  });

  it('reads forty parts and says that it read no more', () => {
    const { filter, problems } = read(Array.from({ length: 45 }, (_one, index) => `word${index}`).join(' '));
    expect(filter.conditions).toHaveLength(40);
    expect(problems).toEqual([{ part: 'word40', message: 'only 40 parts are read' }]);
  });

  it('means any status by a ticket’s number, and by what is resolved, closed or merged', () => {
    for (const text of ['#1', 'resolved:<7d', 'closed:today', 'is:merged'])
      expect([text, read(text).filter.anyStatus]).toEqual([text, true]);
    for (const text of ['-is:merged', 'is:snoozed', 'due:<4h', 'tag:x']) expect([text, read(text).filter.anyStatus]).toEqual([text, false]);
  });

  it('shows unfinished tickets until a status, “all” or spam is asked for', () => {
    expect(['printer', 'status:closed', 'printer all', 'spam:yes', 'spam:no'].map((text) => read(text).filter.anyStatus)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});

const facts = { tenantId: 'tenant', me: 'me', now: clock.now, ids: new Map(), queries: new Map() };

/** Every condition with ids and a query, as if each name had been found. */
function sqlOf(text: string) {
  const { filter } = read(text);
  const ids = new Map(filter.conditions.map((condition) => [condition, ['id-1', 'id-2']]));
  const queries = new Map(filter.conditions.map((condition) => [condition, "'word':*"]));
  return ticketFilterSql(filter, { ...facts, ids, queries });
}

describe('the filter as SQL', () => {
  it.each([
    'assignee:"x\' or 1=1 --" all',
    'requester:"100%_ \' or 1=1"',
    'tag:1=1 field.a:1=1 mailbox:1=1 team:1=1 customer:1=1 -1=1',
    'watcher:me watcher:none number:#5 number:202611-1 has:attachment is:overdue is:snoozed reopened:>=2 field.a:<3 due:<1h -tag:a,b',
  ])('has a value for every question mark and nothing of a person’s in its text: %s', (text) => {
    const { sql, params } = sqlOf(text);
    expect(sql).not.toMatch(/1=1|100%|--/);
    expect(sql.split('?').length - 1).toBe(params.length);
  });

  it('matches what is typed of a requester literally, and a whole address exactly', () => {
    expect(sqlOf('requester:"100%_"').params).toContain('%100\\%\\_%');
    expect(sqlOf('requester:Jane@Acme.example').params).toContain('jane@acme.example');
  });

  it('answers to nothing where a name means nobody', () => {
    expect(ticketFilterSql(read('customer:nobody-knows all').filter, facts).sql).toContain('(false)');
    expect(ticketFilterSql(read('-customer:nobody-knows all').filter, facts).sql).toContain('not coalesce((false), false)');
  });

  it('hides spam, merged and snoozed tickets unless they are asked for', () => {
    const hidden = (text: string) =>
      ['not t.is_spam', 't.merged_into_id is null', 'not coalesce((t.snoozed_until'].map((part) => sqlOf(text).sql.includes(part));
    expect(hidden('open')).toEqual([true, true, true]);
    expect(hidden('all')).toEqual([true, true, false]);
    expect(hidden('spam:yes')).toEqual([false, true, true]);
    expect(hidden('is:merged')).toEqual([true, false, true]);
    expect(hidden('is:snoozed')).toEqual([true, true, false]);
    expect(hidden('#1')).toEqual([true, false, false]);
  });

  it('says the words to search for a query each, without those that are turned round', () => {
    const { filter } = read('toner "not blue" -ink');
    const queries = new Map(filter.conditions.map((condition, index) => [condition, `'q${index}'`]));
    expect(searchQueries(filter, { ...facts, queries })).toEqual(["'q0'", "'q1'"]);
    expect(searchQueries(read('-ink').filter, facts)).toBeNull();
    expect(searchQueries(read('unknown').filter, facts)).toEqual([]);
  });
});

describe('the mark of a page', () => {
  const sort = { by: 'updated', reversed: false } as const;
  const cursor = { segment: 0, at: '2026-11-21 10:00:00.123456+00', id: '01890a5d-ac96-774b-bcce-b302099a8057', seen: 5 };

  it('comes back as it was given', () => {
    expect(readCursor(sort, writeCursor(sort, cursor))).toEqual(cursor);
  });

  it.each([
    ['', 'nothing'],
    ['abc', 'no mark'],
    [writeCursor({ by: 'due', reversed: false }, cursor), 'another order'],
    [writeCursor({ by: 'updated', reversed: true }, cursor), 'another direction'],
    [writeCursor(sort, { ...cursor, segment: 3 }), 'a stretch that is not there'],
    [writeCursor(sort, { ...cursor, at: "'; drop table tickets" }), 'no instant'],
    [writeCursor(sort, { ...cursor, at: '2026-13-41 10:00:00+00' }), 'no date'],
    [writeCursor(sort, { ...cursor, id: '1' }), 'no id'],
    [writeCursor(sort, { ...cursor, more: 1 } as never), 'something more'],
    ['x'.repeat(5_000), 'something long'],
  ])('is refused with an advice when it is %#: %s', (word) => {
    expect(() => readCursor(sort, word)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });
});
