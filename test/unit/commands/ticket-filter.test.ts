import { describe, expect, it } from '@jest/globals';
import { splitWords } from '../../../bots/commands/words.rules.ts';
import { readTicketFilter } from '../../../domain/tickets/ticket-filter.rules.ts';
import { ticketFilterSql } from '../../../domain/tickets/ticket-filter-sql.rules.ts';

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
    ['printer', { key: 'text', text: 'printer' }],
    ['"closed"', { key: 'text', text: 'closed' }],
    ['https://acme.test/x', { key: 'text', text: 'https://acme.test/x' }],
    ['constructor', { key: 'text', text: 'constructor' }],
    ['__proto__', { key: 'text', text: '__proto__' }],
  ])('reads %j', (text, wanted) => {
    expect(conditions(text)).toEqual([{ not: false, ...wanted }]);
    expect(read(text).problems).toEqual([]);
  });

  it('joins conditions by “and”, and a minus turns one round', () => {
    expect(conditions('status:open -customer:acme toner')).toEqual([
      { not: false, key: 'status', in: ['open'] },
      { not: true, key: 'customer', who: { kind: 'name', name: 'acme' } },
      { not: false, key: 'text', text: 'toner' },
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
  ])('says what is wrong with %s and keeps the rest', (text, message) => {
    const { filter, problems } = read(`${text} toner`);
    expect(problems).toEqual([{ part: text, message: expect.stringMatching(message) }]);
    expect(filter.conditions).toEqual([{ not: false, key: 'text', text: 'toner' }]);
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

describe('the filter as SQL', () => {
  it('hands every value over as a parameter and matches text literally', () => {
    const { sql, params } = ticketFilterSql(read(`100%_ assignee:"x' or 1=1 --" all`).filter, 'me');
    expect(params).toContain('%100\\%\\_%');
    expect(params).toContain("%x' or 1=1 --%");
    expect(sql).not.toMatch(/100|1=1/);
    expect(sql.split('?').length - 1).toBe(params.length);
  });

  it('hides spam unless it is asked for', () => {
    expect(ticketFilterSql(read('all').filter, 'me').sql).toContain('not t.is_spam');
    expect(ticketFilterSql(read('spam:yes').filter, 'me').sql).not.toContain('not t.is_spam');
  });
});
