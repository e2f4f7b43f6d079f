import { describe, expect, it } from '@jest/globals';
import type { CalendarHours } from '../../../domain/calendars/calendar.types.ts';
import type { CustomerId, StaffUserId } from '../../../domain/ids.types.ts';
import { macroActions } from '../../../domain/macros/macros.rules.ts';
import { fillTemplate, readVariables, type TemplateValues } from '../../../domain/macros/template-text.rules.ts';
import { duplicateScore, leastScore } from '../../../domain/tickets/duplicate.rules.ts';
import { linkStorage, linkWords } from '../../../domain/tickets/link.rules.ts';
import { isSameParty, mayJoin } from '../../../domain/tickets/merge.rules.ts';
import { readMoment } from '../../../domain/tickets/moment.rules.ts';
import { type NextActionFacts, nextActionOf } from '../../../domain/tickets/next-action.rules.ts';
import { linkKinds } from '../../../domain/tickets/ticket-relations.types.ts';

const london = 'Europe/London';
// A Friday.
const now = new Date('2026-11-20T15:30:00Z');

describe('a moment in words', () => {
  it.each([
    ['3h', '2026-11-20T18:30:00.000Z'],
    ['90 minutes', '2026-11-20T17:00:00.000Z'],
    ['in 2 days', '2026-11-22T15:30:00.000Z'],
    ['a week', '2026-11-27T15:30:00.000Z'],
    ['until tomorrow 9:00', '2026-11-21T09:00:00.000Z'],
    ['tomorrow at 14:15', '2026-11-21T14:15:00.000Z'],
    ['Tomorrow', '2026-11-21T09:00:00.000Z'],
    ['tomorrow 2pm', '2026-11-21T14:00:00.000Z'],
    ['monday', '2026-11-23T09:00:00.000Z'],
    ['next week', '2026-11-23T09:00:00.000Z'],
    ['friday 12am', '2026-11-27T00:00:00.000Z'],
    ['16:00', '2026-11-20T16:00:00.000Z'],
    ['15:00', '2026-11-21T15:00:00.000Z'],
    ['2026-12-24', '2026-12-24T09:00:00.000Z'],
    ['2026-07-01 10:00', '2026-07-01T09:00:00.000Z'],
    ['2026-11-21T08:00:00Z', '2026-11-21T08:00:00.000Z'],
  ])('reads “%s”', (text, at) => {
    expect(readMoment(text, now, london)?.toISOString()).toBe(at);
  });

  it('keeps the wall clock over a change of summer time and steps over a time that clocks skip', () => {
    const friday = new Date('2026-03-27T15:00:00Z');
    expect(readMoment('3 days', friday, london)?.toISOString()).toBe('2026-03-30T14:00:00.000Z');
    expect(readMoment('2026-03-29 01:30', friday, london)?.toISOString()).toBe('2026-03-29T01:00:00.000Z');
    expect(readMoment('tomorrow 9:00', now, 'America/New_York')?.toISOString()).toBe('2026-11-21T14:00:00.000Z');
  });

  it.each(['', 'soon', '25:00', 'tomorrow 9:99', '2026-02-30', '13pm', 'at', '3 lightyears', 'tomorrow yesterday'])(
    'does not guess at “%s”',
    (text) => {
      expect(readMoment(text, now, london)).toBeNull();
    },
  );
});

const nineToFive: CalendarHours = {
  timeZone: london,
  hours: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [['09:00', '17:00']]])),
  holidays: [],
};
const facts = (changes: Partial<NextActionFacts> = {}): NextActionFacts => ({
  status: 'open',
  priority: 'high',
  assigneeId: null,
  isSpam: false,
  createdAt: now,
  text: null,
  state: null,
  dueAt: null,
  dueIsManual: false,
  ownerId: null,
  excluded: false,
  isPublic: false,
  since: null,
  remindedAt: null,
  ...changes,
});
const me = '0190a000-0000-7000-8000-000000000001' as StaffUserId;

describe('the next point of action', () => {
  it('has a default text and state for every unfinished status, and none for what is over or spam', () => {
    const states = [
      nextActionOf(facts(), nineToFive),
      nextActionOf(facts({ assigneeId: me }), nineToFive),
      nextActionOf(facts({ status: 'in_progress' }), nineToFive),
      nextActionOf(facts({ status: 'waiting_customer' }), nineToFive),
    ];
    expect(states.map((action) => [action?.state, action?.text.split(' ')[0], action?.isDefault])).toEqual([
      ['investigation', 'Assign', true],
      ['investigation', 'Review', true],
      ['implementation', 'Go', true],
      ['waiting_customer', 'Wait', true],
    ]);
    for (const status of ['resolved', 'closed', 'cancelled'] as const) expect(nextActionOf(facts({ status }), nineToFive)).toBeNull();
    expect(nextActionOf(facts({ isSpam: true }), nineToFive)).toBeNull();
  });

  it.each([
    ['urgent', '2026-11-23T09:30:00.000Z'],
    ['high', '2026-11-23T11:30:00.000Z'],
    ['medium', '2026-11-25T15:30:00.000Z'],
    ['low', '2026-11-30T15:30:00.000Z'],
  ] as const)('is due for a %s ticket after its hours of working time', (priority, due) => {
    expect(nextActionOf(facts({ priority }), nineToFive)?.dueAt.toISOString()).toBe(due);
  });

  it('counts all time without a calendar, from when it came into force', () => {
    const since = new Date('2026-11-20T20:00:00Z');
    expect(nextActionOf(facts({ since }), null)?.dueAt.toISOString()).toBe('2026-11-21T00:00:00.000Z');
  });

  it('follows up on what waits after two days, at the next opening', () => {
    expect(nextActionOf(facts({ status: 'waiting_customer' }), nineToFive)?.dueAt.toISOString()).toBe('2026-11-23T09:00:00.000Z');
    const tuesday = new Date('2026-11-17T12:00:00Z');
    expect(nextActionOf(facts({ state: 'waiting_vendor', since: tuesday }), nineToFive)?.dueAt.toISOString()).toBe(
      '2026-11-19T12:00:00.000Z',
    );
  });

  it('belongs to the assignee unless it has an owner, and keeps a due time that was set', () => {
    const dueAt = new Date('2026-11-22T10:00:00Z');
    const other = '0190a000-0000-7000-8000-000000000002' as StaffUserId;
    expect(nextActionOf(facts({ assigneeId: me, text: 'Call', dueAt, dueIsManual: true }), nineToFive)).toMatchObject({
      ownerId: me,
      dueAt,
      isDefault: false,
    });
    expect(nextActionOf(facts({ assigneeId: me, ownerId: other }), nineToFive)?.ownerId).toBe(other);
  });
});

describe('who comes along with a merge', () => {
  const [acme, other] = ['a', 'b'] as CustomerId[] as [CustomerId, CustomerId];
  const of = (customerId: CustomerId | null, requesterAddress: string | null) => ({ customerId, requesterAddress });
  it('takes two tickets for one side only when the customer is the same, or the requester where one is unknown', () => {
    expect(isSameParty(of(acme, 'a@x.example'), of(acme, 'b@x.example'))).toBe(true);
    expect(isSameParty(of(acme, 'a@x.example'), of(other, 'a@x.example'))).toBe(false);
    expect(isSameParty(of(null, 'a@x.example'), of(acme, 'a@x.example'))).toBe(true);
    expect(isSameParty(of(null, 'a@x.example'), of(null, 'b@x.example'))).toBe(false);
    expect(isSameParty(of(null, null), of(null, null))).toBe(false);
  });
  it('never lets somebody of another customer join', () => {
    expect(mayJoin(other, acme, true)).toBe(false);
    expect(mayJoin(other, acme, false)).toBe(false);
    expect(mayJoin(acme, acme, false)).toBe(true);
    expect(mayJoin(null, acme, true)).toBe(true);
    expect(mayJoin(null, acme, false)).toBe(false);
    expect(mayJoin(acme, null, true)).toBe(false);
  });
});

describe('links', () => {
  it('keeps each of the six types once, and says both sides in words', () => {
    expect(linkKinds.map((kind) => linkStorage[kind])).toHaveLength(6);
    expect(linkStorage.blocked_by).toEqual({ kind: 'blocks', turned: true });
    expect(linkStorage.followed_by).toEqual({ kind: 'follows', turned: true });
    expect(linkWords.blocks).toEqual({ source: 'blocks', target: 'blocked by' });
  });
});

describe('how alike two tickets are', () => {
  it('suggests equal subjects of one person and not strangers in wording, with reasons', () => {
    const same = duplicateScore({ subjectLikeness: 1, textLikeness: 0, sameRequester: true });
    expect(same).toEqual({ score: 70, reasons: ['the same requester', 'subjects alike by 100 %'] });
    expect(duplicateScore({ subjectLikeness: 0.2, textLikeness: 0.1, sameRequester: true }).score).toBeLessThan(leastScore);
    expect(duplicateScore({ subjectLikeness: 0.1, textLikeness: 1, sameRequester: false }).score).toBeLessThan(leastScore);
  });
});

describe('a text with variables', () => {
  const values: TemplateValues = {
    'customer.name': 'Acme {{agent.name}} $& $1',
    'ticket.number': 'TKT-202611-00001',
    'ticket.subject': 'Printer',
    'requester.name': null,
    'agent.name': 'Sam',
  };
  it('fills each in once, and never reads a value again', () => {
    expect(fillTemplate('{{ customer.name }}: {{ticket.number}}, {{agent.name}}', values)).toBe(
      'Acme {{agent.name}} $& $1: TKT-202611-00001, Sam',
    );
  });
  it('names a variable that does not exist, and one that has no value here', () => {
    expect(() => readVariables('Hi {{requester.email}}')).toThrow(
      expect.objectContaining({ userMessage: expect.stringContaining('{{requester.email}}') }),
    );
    expect(() => fillTemplate('Hi {{requester.name}}', values)).toThrow(
      expect.objectContaining({ userMessage: expect.stringContaining('{{requester.name}}') }),
    );
    expect(() => fillTemplate('Hi {{constructor}}', values)).toThrow(
      expect.objectContaining({ userMessage: expect.stringContaining('{{constructor}}') }),
    );
  });
});

describe('the steps of a macro', () => {
  it('refuses a step it does not know, none at all, and two replies', () => {
    const ok = (actions: unknown) => macroActions.safeParse(actions).success;
    expect(ok([{ kind: 'status', status: 'resolved' }])).toBe(true);
    expect(ok([])).toBe(false);
    expect(ok([{ kind: 'delete' }])).toBe(false);
    expect(ok([{ kind: 'status', status: 'resolved', extra: 1 }])).toBe(false);
    expect(
      ok([
        { kind: 'reply', text: 'a' },
        { kind: 'reply', text: 'b' },
      ]),
    ).toBe(false);
    expect(
      ok([
        { kind: 'assign', to: 'me' },
        { kind: 'assign', to: null },
      ]),
    ).toBe(true);
  });
});
