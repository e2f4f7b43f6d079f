import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../domain/calendars/local-date.rules.ts';
import type { StaffUserId } from '../../../domain/ids.types.ts';
import { mentionsIn } from '../../../domain/notifications/mentions.rules.ts';
import { staleReason, type WaitingNotice } from '../../../domain/notifications/notice-relevance.rules.ts';
import { decide, defaultPreferences, mailChoice, mailDefaults, type Told } from '../../../domain/notifications/notification.rules.ts';
import {
  type MailChoice,
  type NotificationKind,
  type NotificationPreferences,
  type NotificationReason,
  notificationKinds,
} from '../../../domain/notifications/notifications.types.ts';
import { isQuiet, nextLocal, quietEnd } from '../../../domain/notifications/quiet-hours.rules.ts';

const choices: [NotificationKind, NotificationReason[], NotificationPreferences['kinds'], MailChoice][] = [
  ['customer_replied', ['assignee'], {}, 'at_once'],
  ['customer_replied', ['watchers'], {}, 'digest'],
  ['customer_replied', ['team', 'assignee'], {}, 'at_once'],
  ['customer_replied', ['assignee'], { customer_replied: 'off' }, 'off'],
  ['customer_replied', ['assignee'], { sla_breached: 'off' }, 'at_once'],
  ['sla_warning', ['assignee'], { sla_warning: 'digest' }, 'digest'],
  ['sla_breached', ['assignee'], {}, 'at_once'],
  ['sla_breached', ['on_call'], {}, 'urgent'],
  ['sla_breached', ['on_call', 'team'], {}, 'urgent'],
  ['sla_breached', ['on_call'], { sla_breached: 'at_once' }, 'at_once'],
  ['note_added', ['watchers'], {}, 'off'],
  ['mentioned', ['user'], {}, 'at_once'],
  ['satisfaction_received', ['assignee'], {}, 'digest'],
  ['escalated', ['escalation_person'], {}, 'at_once'],
];

describe('how a kind is mailed', () => {
  it.each(choices)('%s to %j who chose %j: %s', (kind, reasons, kinds, expected) => {
    expect(mailChoice(kind, reasons, kinds)).toBe(expected);
  });

  it('has a default for every kind', () => {
    expect(Object.keys(mailDefaults).toSorted()).toEqual([...notificationKinds].toSorted());
  });
});

const person: Told = {
  userId: 'u' as StaffUserId,
  name: 'Ann',
  timeZone: 'Europe/Berlin',
  reasons: ['assignee'],
  isAbsent: false,
  insteadOf: null,
  isLinked: false,
  preferences: defaultPreferences,
};
const at = (text: string): Date => new Date(text);

describe('the surfaces and times of a notice', () => {
  it('is on the console at once, whatever the hour, and by mail when that is wanted', () => {
    const now = at('2026-11-20T22:00:00Z');
    const quiet = { ...person, preferences: { ...defaultPreferences, quietFrom: 19 * 60, quietTo: 7 * 60 } };
    expect(decide({ kind: 'customer_replied' }, quiet, now)).toEqual([
      { surface: 'console', isDigest: false, deliverAt: now },
      { surface: 'mail', isDigest: false, deliverAt: at('2026-11-21T06:00:00Z') },
    ]);
    const off = { ...quiet, preferences: { ...quiet.preferences, kinds: { customer_replied: 'off' as const } } };
    expect(decide({ kind: 'customer_replied' }, off, now).map((row) => row.surface)).toEqual(['console']);
    expect(decide({ kind: 'customer_replied' }, { ...quiet, isAbsent: true }, now).map((row) => row.surface)).toEqual(['console']);
  });

  it('holds a digest that falls into quiet hours until they end', () => {
    const preferences = { ...defaultPreferences, quietFrom: 19 * 60, quietTo: 9 * 60, kinds: { sla_warning: 'digest' as const } };
    const [, mail] = decide({ kind: 'sla_warning' }, { ...person, preferences }, at('2026-11-20T12:00:00Z'));
    expect(mail).toEqual({ surface: 'mail', isDigest: true, deliverAt: at('2026-11-21T08:00:00Z') });
  });
});

const everyDay = [0, 1, 2, 3, 4, 5, 6];
const night = { quietFrom: 19 * 60, quietTo: 7 * 60, days: everyDay };
const workdays = { ...night, days: [1, 2, 3, 4, 5] };
type Quiet = typeof night | { quietFrom: null; quietTo: null; days: number[] };
/** Written by hand from the zones’ rules. */
const ends: [what: string, zone: string, quiet: Quiet, now: string, end: string][] = [
  ['in the day nothing is held', 'Europe/Berlin', night, '2026-11-20T12:00:00Z', '2026-11-20T12:00:00Z'],
  ['the last quiet minute', 'Europe/Berlin', night, '2026-11-20T05:59:59Z', '2026-11-20T06:00:00Z'],
  ['seven sharp is not quiet', 'Europe/Berlin', night, '2026-11-20T06:00:00Z', '2026-11-20T06:00:00Z'],
  ['nineteen sharp is', 'Europe/Berlin', night, '2026-11-20T18:00:00Z', '2026-11-21T06:00:00Z'],
  ['the night clocks go forward is an hour shorter', 'Europe/Berlin', night, '2026-03-28T20:00:00Z', '2026-03-29T05:00:00Z'],
  ['the night they go back is an hour longer', 'Europe/Berlin', night, '2026-10-24T20:00:00Z', '2026-10-25T06:00:00Z'],
  [
    'an end that is left out falls on the change',
    'Europe/Berlin',
    { ...night, quietTo: 150 },
    '2026-03-28T22:00:00Z',
    '2026-03-29T01:00:00Z',
  ],
  ['an end that comes twice: the first', 'Europe/Berlin', { ...night, quietTo: 150 }, '2026-10-24T22:00:00Z', '2026-10-25T00:30:00Z'],
  ['and after it fell back: the second', 'Europe/Berlin', { ...night, quietTo: 150 }, '2026-10-25T01:10:00Z', '2026-10-25T01:30:00Z'],
  ['New York', 'America/New_York', night, '2026-11-20T03:00:00Z', '2026-11-20T12:00:00Z'],
  ['Kathmandu, +05:45', 'Asia/Kathmandu', night, '2026-11-20T14:00:00Z', '2026-11-21T01:15:00Z'],
  ['a Friday night waits for Monday', 'Europe/Berlin', workdays, '2026-11-20T20:00:00Z', '2026-11-23T06:00:00Z'],
  ['Saturday noon too', 'Europe/Berlin', workdays, '2026-11-21T11:00:00Z', '2026-11-23T06:00:00Z'],
  [
    'days alone: Monday from midnight',
    'Europe/Berlin',
    { quietFrom: null, quietTo: null, days: [1] },
    '2026-11-17T11:00:00Z',
    '2026-11-22T23:00:00Z',
  ],
  [
    'a Sunday with a noon pause waits for midnight, not for the pause',
    'Europe/Berlin',
    { quietFrom: 720, quietTo: 780, days: [1, 2] },
    '2026-11-22T08:00:00Z',
    '2026-11-22T23:00:00Z',
  ],
  ['hours within a day', 'Europe/Berlin', { quietFrom: 720, quietTo: 780, days: everyDay }, '2026-11-20T11:30:00Z', '2026-11-20T12:00:00Z'],
];

describe('quiet hours', () => {
  it.each(ends)('%s (%s)', (_what, zone, quiet, now, end) => {
    const found = quietEnd(at(now), zone, quiet);
    expect(found.toISOString()).toBe(at(end).toISOString());
    expect(isQuiet(found, zone, quiet)).toBe(false);
    if (now !== end) expect(isQuiet(new Date(found.getTime() - 1), zone, quiet)).toBe(true);
  });

  it('finds the next digest time, today or tomorrow, also when the clocks change in between', () => {
    expect(nextLocal(at('2026-11-20T06:00:00Z'), 'Europe/Berlin', 480).toISOString()).toBe('2026-11-20T07:00:00.000Z');
    expect(nextLocal(at('2026-11-20T07:00:00Z'), 'Europe/Berlin', 480).toISOString()).toBe('2026-11-21T07:00:00.000Z');
    expect(nextLocal(at('2026-10-24T12:00:00Z'), 'Europe/Berlin', 480).toISOString()).toBe('2026-10-25T07:00:00.000Z');
    expect(localDate(at('2026-11-20T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-21');
  });
});

describe('what is still of interest when its time comes', () => {
  const waiting: WaitingNotice = {
    kind: 'sla_warning',
    reason: 'assignee',
    userId: 'u' as StaffUserId,
    consoleState: 'shown',
    isActive: true,
    status: 'open',
    isSpam: false,
    isMerged: false,
    assigneeId: 'u' as StaffUserId,
  };
  const stale: [Partial<WaitingNotice>, boolean][] = [
    [{}, false],
    [{ consoleState: 'read' }, true],
    [{ consoleState: null }, false],
    [{ isActive: false }, true],
    [{ isMerged: true }, true],
    [{ isSpam: true }, true],
    [{ status: 'resolved' }, true],
    [{ status: 'closed', kind: 'customer_replied' }, false],
    [{ status: 'closed', kind: 'sla_breached' }, false],
    [{ status: 'cancelled', kind: 'next_action_due' }, true],
    [{ kind: 'ticket_assigned', assigneeId: 'v' as StaffUserId }, true],
    [{ kind: 'ticket_assigned', assigneeId: 'v' as StaffUserId, reason: 'stand_in' }, false],
    [{ kind: 'customer_replied', assigneeId: 'v' as StaffUserId }, false],
  ];
  it.each(stale)('%j: dropped %s', (over, expected) => {
    expect(staleReason({ ...waiting, ...over }) !== null).toBe(expected);
  });
});

describe('who a note names', () => {
  const id = (text: string): StaffUserId => text as StaffUserId;
  const staff = [
    { id: id('anna'), name: 'Anna Berg', email: 'anna.berg@one.example' },
    { id: id('annamaria'), name: 'Anna Maria Kurz', email: 'amk@one.example' },
    { id: id('sam'), name: 'Sam Fox', email: 'sam@one.example' },
    { id: id('zoë'), name: 'Zoë Ö', email: 'zoe@one.example' },
  ];
  const named: [text: string, who: string[]][] = [
    ['@sam please look', ['sam']],
    ['@Sam, @Zoë: see rack 4', ['sam', 'zoë']],
    ['@Sam Fox and @anna.berg', ['sam', 'anna']],
    ['@Anna Maria Kurz!', ['annamaria']],
    ['(@amk@one.example)', ['annamaria']],
    ['@anna alone could be two people', []],
    ['write to sam@one.example', []],
    ['@samuel is somebody else', []],
    ['@sam.fox is no address of ours', []],
    ['@sam.', ['sam']],
    ['@SAM @sam', ['sam']],
    ['an @ alone', []],
  ];
  it.each(named)('%s', (text, who) => {
    expect(mentionsIn(text, staff)).toEqual(who);
  });
});
