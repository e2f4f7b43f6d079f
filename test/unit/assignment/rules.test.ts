import { describe, expect, it } from '@jest/globals';
import { readDay, readInstant } from '../../../bots/commands/instants.rules.ts';
import type { RuleConditions, RuleFacts } from '../../../domain/assignment/assignment.types.ts';
import { type Candidate, leastLoaded, nextInTurn } from '../../../domain/assignment/pick.rules.ts';
import { ruleConditionsSchema } from '../../../domain/assignment/rule-input.rules.ts';
import { whyNot } from '../../../domain/assignment/why-not.rules.ts';
import { dayAfter, isDay, localInstant, mondayOf } from '../../../domain/calendars/local-day.rules.ts';
import { fieldKey, readFieldValue } from '../../../domain/custom-fields/custom-field.rules.ts';
import type { FieldType } from '../../../domain/custom-fields/custom-fields.types.ts';
import type { CustomerId, MailboxId, StaffUserId } from '../../../domain/ids.types.ts';
import { mayWorkTickets } from '../../../domain/people/may-work.rules.ts';
import { roles } from '../../../domain/people/permissions.rules.ts';
import { tagList } from '../../../domain/tickets/tag.rules.ts';
import { minutesText, readMinutes } from '../../../domain/time/minutes.rules.ts';

const person = (id: string, load = 0, name = id): Candidate => ({ id: id as StaffUserId, name, load });

describe('whose turn it is', () => {
  const three = [person('c'), person('a'), person('b')];

  it.each([
    [null, 'a'],
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'a'],
    ['aa', 'b'],
    ['z', 'a'],
  ])('after %s it is %s', (last, wanted) => {
    expect(nextInTurn(three, last as StaffUserId | null)?.id).toBe(wanted);
  });

  it('is nobody’s when there is nobody', () => {
    expect([nextInTurn([], 'a' as StaffUserId), leastLoaded([])]).toEqual([null, null]);
  });

  it('by load is the least loaded one’s, among equals the first by name', () => {
    expect(leastLoaded([person('1', 4, 'Ann'), person('2', 3, 'Zoe'), person('3', 3, 'Ben')])?.name).toBe('Ben');
  });
});

describe('who works on tickets', () => {
  it('is everybody who may answer or change the status', () => {
    expect(roles.filter(mayWorkTickets)).toEqual(['owner', 'admin', 'manager', 'sales', 'support']);
  });
});

describe('a rule’s conditions', () => {
  const facts: RuleFacts = {
    type: 'bug',
    priority: 'high',
    customerId: 'acme' as CustomerId,
    tags: ['vip', 'fibre'],
    mailboxId: 'm1' as MailboxId,
    language: 'de',
    channel: 'email',
  };
  const open = (calendarId: string | null) => (calendarId === 'gone' ? null : calendarId === null);
  const holds = (conditions: object, ticket: RuleFacts = facts) => whyNot(conditions as RuleConditions, ticket, open);

  it.each([
    [{}],
    [{ types: ['billing', 'bug'] }],
    [{ priorities: ['high'], customerIds: ['acme'], tags: ['fibre', 'x'], mailboxIds: ['m1'], languages: ['de'], channels: ['email'] }],
    [{ hours: { is: 'open', calendarId: null } }],
    [{ hours: { is: 'closed', calendarId: 'night' } }],
  ])('%j hold', (conditions) => {
    expect(holds(conditions)).toBeNull();
  });

  it.each([
    [{ types: ['billing'] }, 'its type is bug, not billing'],
    [{ priorities: ['urgent', 'low'] }, 'its priority is high, not urgent or low'],
    [{ customerIds: ['other'] }, 'it is of another customer'],
    [{ tags: ['x'] }, 'it has no tag x'],
    [{ mailboxIds: ['m2'] }, 'it came by another mailbox'],
    [{ languages: ['en'] }, 'its language is de, not en'],
    [{ channels: ['console'] }, 'it came by email, not console'],
    [{ hours: { is: 'closed', calendarId: null } }, 'the calendar is open now'],
    [{ hours: { is: 'open', calendarId: 'night' } }, 'the calendar is closed now'],
    [{ hours: { is: 'open', calendarId: 'gone' } }, 'there is no such calendar'],
    [{ types: ['bug'], priorities: ['low'] }, 'its priority is high, not low'],
  ])('%j do not, because %s', (conditions, why) => {
    expect(holds(conditions)).toBe(why);
  });

  it('that ask for what a ticket lacks do not hold', () => {
    const bare: RuleFacts = { ...facts, customerId: null, mailboxId: null, language: null, tags: [] };
    expect(holds({ customerIds: ['acme'] }, bare)).toBe('it has no customer');
    expect(holds({ mailboxIds: ['m1'] }, bare)).toBe('it came by no mailbox');
    expect(holds({ languages: ['de'] }, bare)).toBe('its language is unknown');
    expect(holds({ tags: ['vip'] }, bare)).toBe('it has no tag vip');
  });

  it('know no text of a mail, no misspelling and no empty list', () => {
    for (const wrong of [{ subject: ['x'] }, { text: 'x' }, { type: ['bug'] }, { types: [] }, { types: ['nonsense'] }])
      expect(ruleConditionsSchema.safeParse(wrong).success).toBe(false);
  });
});

describe('minutes as people write them', () => {
  it.each([
    ['30m', 30],
    ['90', 90],
    ['45 min', 45],
    ['1h', 60],
    ['1h30', 90],
    ['1h 30m', 90],
    ['1:30', 90],
    ['0:05', 5],
    ['0.5h', 30],
    ['1,25h', 75],
    ['2 hours', 120],
    ['24h', 1_440],
  ])('%j are %i', (text, minutes) => {
    expect(readMinutes(text)).toBe(minutes);
  });

  it.each(['', '0', '0m', '-5', '1441', '25h', '1:60', '1h75', 'an hour', '1.5h30', '1h30s', '1e2', '٣٠m'])('%j are none', (text) => {
    expect(readMinutes(text)).toBeNull();
  });

  it('read back what they say', () => {
    for (let minutes = 1; minutes <= 1_440; minutes += 1) expect(readMinutes(minutesText(minutes))).toBe(minutes);
  });
});

describe('days', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-25', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2027-01-01', '2026-12-28'],
    ['2024-03-01', '2024-02-26'],
  ])('of the week of %s begin on Monday %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });

  it('go over months, years and leap days, and 30 February is none', () => {
    expect([dayAfter('2026-12-31', 1), dayAfter('2024-03-01', -1)]).toEqual(['2027-01-01', '2024-02-29']);
    expect(['2026-02-30', '2026-2-3', '2026-13-01', 'today'].map(isDay)).toEqual([false, false, false, false]);
  });

  it('begin when the wall says so, also when clocks change', () => {
    expect(localInstant('2026-07-01', '00:00', 'Europe/London').toISOString()).toBe('2026-06-30T23:00:00.000Z');
    expect(localInstant('2026-03-29', '01:30', 'Europe/London').toISOString()).toBe('2026-03-29T01:00:00.000Z');
    expect(localInstant('2026-10-25', '01:30', 'Europe/London').toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  const reader = { timeZone: 'Europe/Berlin', now: new Date('2026-11-25T23:30:00Z') };

  it.each([
    ['today', '2026-11-26'],
    ['Tomorrow', '2026-11-27'],
    ['thursday', '2026-12-03'],
    ['fri', '2026-11-27'],
    ['24.12.2026', '2026-12-24'],
    ['2026-12-24', '2026-12-24'],
    ['31.02.2026', null],
    ['someday', null],
    ['', null],
  ])('%j are read in the reader’s zone as %s', (text, day) => {
    expect(readDay(text, reader)).toBe(day);
  });

  it('as an end count whole, with a time to the minute', () => {
    expect(readInstant('2026-12-24', reader, 'start').toISOString()).toBe('2026-12-23T23:00:00.000Z');
    expect(readInstant('2026-12-24', reader, 'end').toISOString()).toBe('2026-12-24T23:00:00.000Z');
    expect(readInstant('2026-12-24 9:05', reader, 'end').toISOString()).toBe('2026-12-24T08:05:00.000Z');
    for (const wrong of ['soon', '2026-12-24 25:00', '2026-12-24 13:00 Z'])
      expect(() => readInstant(wrong, reader, 'end')).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });
});

describe('a custom field', () => {
  const read = (type: FieldType, text: string, options: string[] = []) => readFieldValue({ label: 'Rack', type, options }, text);

  it.each<[FieldType, string, unknown]>([
    ['text', ' a b ', 'a b'],
    ['number', '-3,5', -3.5],
    ['number', '+12', 12],
    ['date', '2028-02-29', '2028-02-29'],
    ['choice', 'north', 'North'],
    ['boolean', 'Ja', true],
    ['boolean', 'off', false],
    ['url', 'https://acme.example/a?b=c', 'https://acme.example/a?b=c'],
  ])('of the type %s takes %j', (type, text, value) => {
    expect(read(type, text, ['North', 'South'])).toBe(value);
  });

  it.each<[FieldType, string]>([
    ['text', '  '],
    ['text', 'x'.repeat(501)],
    ['number', '1e5'],
    ['number', 'Infinity'],
    ['number', '1.2.3'],
    ['date', '2027-02-29'],
    ['choice', 'West'],
    ['boolean', 'perhaps'],
    ['url', 'javascript:alert(1)'],
    ['url', 'https://user:secret@acme.example/'],
    ['url', 'acme.example'],
  ])('of the type %s refuses %j and says what it takes', (type, text) => {
    expect(() => read(type, text, ['North', 'South'])).toThrow(
      expect.objectContaining({ code: 'invalid_input', userMessage: expect.stringContaining('“Rack” takes ') }),
    );
  });

  it('has a key that can stand in a command', () => {
    expect(['rack', 'Rack_2', ' rack '].map((key) => fieldKey.safeParse(key).success)).toEqual([true, true, true]);
    expect(['2rack', 'rack-1', '', 'ra ck', '__proto__', 'a'.repeat(41)].filter((key) => fieldKey.safeParse(key).success)).toEqual([]);
  });
});

describe('tags', () => {
  it('are lower case, without a hash, blanks as hyphens, each once', () => {
    expect(tagList.parse(['#VIP', 'vip', ' Two  Words ', 'größe'])).toEqual(['vip', 'two-words', 'größe']);
  });
});
