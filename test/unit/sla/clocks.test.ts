import { describe, expect, test } from '@jest/globals';
import { runClocks } from '../../../domain/sla/run-clocks.rules.ts';
import type { SlaEvent } from '../../../domain/sla/sla.types.ts';
import {
  bookOf,
  breachesOf,
  clockAt,
  levelsOf,
  londonBook,
  raise,
  said,
  shown,
  status,
  termsWith,
  ticket,
  utc,
} from '../../support/sla/clock-kit.ts';
import { weekly } from '../../support/sla/random-calendars.ts';

const resolution = (minutes: number) => termsWith({ normal: { resolution: minutes } });
const byPriority = termsWith({ normal: { resolution: 480 }, urgent: { resolution: 120 }, critical: { resolution: 60 } });
const dueOf = (history: SlaEvent[], until: string): string | null => shown(clockAt(history, until, 'resolution').due);

describe('pauses (acceptance 15 to 20)', () => {
  const flips = Array.from({ length: 60 }, (_, index) => {
    const at = utc('2026-11-23 10:00') + index * 60_000;
    const [pending, open] = ['pending', 'open'];
    return [{ at, type: 'status', status: pending } as const, { at: at + 30_000, type: 'status', status: open } as const];
  }).flat();
  test.each<[string, SlaEvent[], string, number]>([
    [
      '15',
      ticket(resolution(240), '2026-11-23 09:00', 'normal', status('2026-11-23 10:00', 'pending'), status('2026-11-23 12:00', 'open')),
      '2026-11-23 15:00:00',
      120,
    ],
    [
      '16',
      ticket(resolution(240), '2026-11-23 15:00', 'normal', status('2026-11-23 16:00', 'pending'), status('2026-11-24 11:00', 'open')),
      '2026-11-24 14:00:00',
      1140,
    ],
    [
      '17',
      ticket(resolution(240), '2026-11-23 15:00', 'normal', status('2026-11-23 18:00', 'pending'), status('2026-11-24 08:00', 'open')),
      '2026-11-24 11:00:00',
      840,
    ],
    ['18', ticket(resolution(240), '2026-11-23 09:00', 'normal', ...flips), '2026-11-23 13:30:00', 30],
    [
      '20',
      ticket(
        resolution(240),
        '2026-11-23 09:00',
        'normal',
        status('2026-11-23 10:00', 'pending'),
        status('2026-11-23 11:00', 'on-hold'),
        status('2026-11-23 13:00', 'open'),
      ),
      '2026-11-23 16:00:00',
      180,
    ],
  ])('%s: the due time moves by the open time of the pauses, never by more', (_number, history, due, pausedMinutes) => {
    const clock = clockAt(history, due.slice(0, 16), 'resolution');
    expect({ due: shown(clock.due), pausedMinutes: clock.pausedMs / 60_000 }).toEqual({ due, pausedMinutes });
    expect(breachesOf(clock)).toEqual([`${due} due passed`]);
  });

  test('19: a pause of an hour over the autumn change is an hour', () => {
    const book = bookOf({ LON: weekly('Europe/London', '0123456', [['00:00', '24:00']]) });
    const history = ticket(
      resolution(240),
      '2026-10-24 22:00',
      'normal',
      status('2026-10-25 00:30', 'pending'),
      status('2026-10-25 01:30', 'open'),
    );
    expect(shown(clockAt(history, '2026-10-25 02:00', 'resolution', 1, book).due)).toBe('2026-10-25 03:00:00');
  });

  test('while a clock is paused nothing is due, and only the statuses of its own metric pause it', () => {
    const terms = termsWith({ normal: { firstResponse: 60, resolution: 240 } });
    const history = ticket(terms, '2026-11-23 09:00', 'normal', status('2026-11-23 09:30', 'pending'));
    expect(clockAt(history, '2026-11-23 09:45', 'resolution')).toMatchObject({
      state: 'paused',
      due: null,
      next: null,
      consumedMs: 1_800_000,
      pausedMs: 900_000,
    });
    expect(clockAt(history, '2026-11-23 09:45', 'firstResponse')).toMatchObject({
      state: 'running',
      due: utc('2026-11-23 10:00'),
      pausedMs: 0,
    });
  });

  test('a pause after the target was used up leaves the due time in the past', () => {
    const history = ticket(resolution(60), '2026-11-23 09:00', 'normal', status('2026-11-23 10:30', 'pending'));
    expect(clockAt(history, '2026-11-23 11:00', 'resolution')).toMatchObject({
      state: 'paused',
      isOverdue: true,
      due: utc('2026-11-23 10:00'),
    });
  });
});

describe('what happens at the due time itself', () => {
  const due = '2026-11-23 10:00';
  test.each<[string, SlaEvent[], string[]]>([
    ['resolved then is on time', [status(due, 'resolved')], []],
    ['resolved a second later is late', [status('2026-11-23 10:00:01', 'resolved')], ['2026-11-23 10:00:00 due passed']],
    ['a pause then is too late', [status(due, 'pending')], ['2026-11-23 10:00:00 due passed']],
    ['a longer target then is in time', [raise(due, 'low')], []],
    ['a shorter target then is a breach by the change', [raise(due, 'urgent')], ['2026-11-23 10:00:00 target changed']],
    ['cancelled then never was late', [status(due, 'cancelled')], []],
    ['nothing then is a breach', [], ['2026-11-23 10:00:00 due passed']],
  ])('%s', (_what, events, breaches) => {
    const terms = termsWith({ normal: { resolution: 60 }, low: { resolution: 480 }, urgent: { resolution: 30 } });
    const history = ticket(terms, '2026-11-23 09:00', 'normal', ...events);
    expect(breachesOf(clockAt(history, '2026-11-23 10:00:01', 'resolution'))).toEqual(breaches);
  });

  test('the end of the question counts: due then and nothing done is a breach', () => {
    const history = ticket(resolution(60), '2026-11-23 09:00', 'normal');
    expect(breachesOf(clockAt(history, due, 'resolution'))).toEqual(['2026-11-23 10:00:00 due passed']);
    expect(breachesOf(clockAt(history, '2026-11-23 09:59:59', 'resolution'))).toEqual([]);
  });

  test('a ticket resolved late is a miss whenever somebody looks', () => {
    const history = ticket(resolution(60), '2026-11-23 09:00', 'normal', status('2026-11-23 10:01', 'resolved'));
    const clock = clockAt(history, '2026-12-23 10:00', 'resolution');
    expect(clock).toMatchObject({ state: 'met', isOverdue: true, due: utc(due), metAt: utc('2026-11-23 10:01') });
    expect(breachesOf(clock)).toEqual(['2026-11-23 10:00:00 due passed']);
  });
});

describe('reopening', () => {
  const history = ticket(
    resolution(480),
    '2026-11-23 09:00',
    'normal',
    status('2026-11-23 11:00', 'solved'),
    status('2026-11-25 10:00', 'open'),
  );

  test('21: the same clock goes on, and the time since the end was a pause', () => {
    const clock = clockAt(history, '2026-11-25 12:00', 'resolution');
    expect(clock).toMatchObject({ state: 'running', due: utc('2026-11-25 16:00'), metAt: null, pausedMs: 47 * 3_600_000 });
    expect(clock.pauses).toEqual([{ from: utc('2026-11-23 11:00'), to: utc('2026-11-25 10:00'), why: 'solved' }]);
  });

  test('closing what was resolved keeps the end, and both count when it goes on', () => {
    const closed = ticket(
      resolution(480),
      '2026-11-23 09:00',
      'normal',
      status('2026-11-23 11:00', 'resolved'),
      status('2026-11-24 11:00', 'closed'),
    );
    expect(clockAt(closed, '2026-11-24 12:00', 'resolution')).toMatchObject({
      metAt: utc('2026-11-23 11:00'),
      pausedMs: 0,
      due: utc('2026-11-23 17:00'),
    });
    const again = clockAt([...closed, status('2026-11-25 10:00', 'open')], '2026-11-25 10:00', 'resolution');
    expect(again.pauses.map(({ why }) => why)).toEqual(['resolved', 'closed']);
    expect(again.pausedMs).toBe(47 * 3_600_000);
  });

  test('a breach stays through the end and the reopening, and there is no second one', () => {
    const late = ticket(
      resolution(60),
      '2026-11-23 09:00',
      'normal',
      status('2026-11-23 11:00', 'resolved'),
      status('2026-11-24 10:00', 'open'),
    );
    expect(breachesOf(clockAt(late, '2026-11-30 10:00', 'resolution'))).toEqual(['2026-11-23 10:00:00 due passed']);
  });

  test('the target is the one of the priority on reopening', () => {
    const raised = [...history];
    raised.splice(3, 0, raise('2026-11-24 10:00', 'low'));
    const terms = termsWith({ normal: { resolution: 480 }, low: { resolution: 960 } });
    const clock = clockAt([{ at: utc('2026-11-23 09:00'), type: 'terms', terms }, ...raised.slice(1)], '2026-11-25 12:00', 'resolution');
    expect(clock).toMatchObject({ targetMinutes: 960, targetVersion: 2, due: utc('2026-11-26 16:00') });
    expect(clock.targets.map(({ minutes, due }) => [minutes, shown(due)])).toEqual([
      [480, '2026-11-23 17:00:00'],
      [960, '2026-11-26 16:00:00'],
    ]);
  });

  test('a cancelled ticket has no due passed, and its clocks go on when it comes back', () => {
    const terms = termsWith({ normal: { firstResponse: 60, resolution: 60 } });
    const cancelled = ticket(terms, '2026-11-23 09:00', 'normal', status('2026-11-23 09:30', 'cancelled'));
    for (const metric of ['firstResponse', 'resolution'] as const) {
      expect(clockAt(cancelled, '2026-11-24 12:00', metric)).toMatchObject({
        state: 'stopped',
        metAt: null,
        breaches: [],
        due: utc('2026-11-23 10:00'),
      });
      const back = clockAt([...cancelled, status('2026-11-24 12:00', 'open')], '2026-11-24 12:10', metric);
      expect(back).toMatchObject({ state: 'running', due: utc('2026-11-24 12:30'), pauses: [{ why: 'cancelled' }] });
    }
  });
});

describe('changes of the target', () => {
  const raised = ticket(byPriority, '2026-11-23 09:00', 'normal', raise('2026-11-23 12:00', 'urgent'));

  test('22: a raise that puts the due time into the past is one breach at the raise, and the old due time is kept', () => {
    const clock = clockAt(raised, '2026-11-27 12:00', 'resolution');
    expect(breachesOf(clock)).toEqual(['2026-11-23 12:00:00 target changed']);
    expect(clock.targets.map(({ version, minutes, due }) => [version, minutes, shown(due)])).toEqual([
      [1, 480, '2026-11-23 17:00:00'],
      [2, 120, '2026-11-23 11:00:00'],
    ]);
    expect(levelsOf(clock)).toEqual(['breach 2026-11-23 12:00:00']);
  });

  test('23: a lowered target gives a new due time, keeps the old breach, and breaches again only when that passes', () => {
    const history = ticket(byPriority, '2026-11-23 09:00', 'critical', raise('2026-11-23 11:00', 'normal'));
    const clock = clockAt(history, '2026-11-23 16:59', 'resolution');
    expect(clock).toMatchObject({ due: utc('2026-11-23 17:00'), isOverdue: false });
    expect(breachesOf(clock)).toEqual(['2026-11-23 10:00:00 due passed']);
    expect(breachesOf(clockAt(history, '2026-11-23 17:00', 'resolution'))).toEqual([
      '2026-11-23 10:00:00 due passed',
      '2026-11-23 17:00:00 due passed',
    ]);
    const solved = [...history, status('2026-11-23 17:00', 'resolved')];
    expect(breachesOf(clockAt(solved, '2026-11-24 17:00', 'resolution'))).toEqual(['2026-11-23 10:00:00 due passed']);
  });

  test('a clock that is overdue and stays so under a new target has no second breach', () => {
    const history = ticket(
      byPriority,
      '2026-11-23 09:00',
      'critical',
      raise('2026-11-23 12:00', 'urgent'),
      raise('2026-11-23 13:00', 'critical'),
    );
    expect(breachesOf(clockAt(history, '2026-11-27 12:00', 'resolution'))).toEqual(['2026-11-23 10:00:00 due passed']);
  });

  test('a raise by the system leaves running clocks alone, and a change by a person afterwards counts', () => {
    const bySystem: SlaEvent = { at: utc('2026-11-23 12:00'), type: 'priority', priority: 'urgent', system: true };
    const history = ticket(byPriority, '2026-11-23 09:00', 'normal', bySystem);
    expect(dueOf(history, '2026-11-23 13:00')).toBe('2026-11-23 17:00:00');
    const person = [...history, raise('2026-11-23 14:00', 'critical')];
    expect(breachesOf(clockAt(person, '2026-11-23 14:00', 'resolution'))).toEqual(['2026-11-23 14:00:00 target changed']);
    const terms = termsWith({ normal: { nextReply: 480 }, urgent: { nextReply: 60 } });
    const later = ticket(terms, '2026-11-23 09:00', 'normal', bySystem, said('2026-11-23 13:00', 'customer_message'));
    expect(shown(clockAt(later, '2026-11-23 13:00', 'nextReply').due)).toBe('2026-11-23 14:00:00');
  });

  test('of the levels that a change puts into the past only the highest is passed, at the change', () => {
    const terms = termsWith({ normal: { resolution: 480 }, urgent: { resolution: 186 } });
    const clock = clockAt(
      ticket(terms, '2026-11-23 09:00', 'normal', raise('2026-11-23 12:00', 'urgent')),
      '2026-11-23 12:00',
      'resolution',
    );
    expect(clock.passed).toEqual([{ level: 'critical', at: utc('2026-11-23 12:00'), targetVersion: 2, reason: 'target changed' }]);
    expect(clock.next).toEqual({ level: 'breach', at: utc('2026-11-23 12:06') });
  });

  test('levels come in the order of their times, at whole milliseconds', () => {
    const terms = termsWith({ normal: { resolution: 16.1 } }, { warningPercent: 50, criticalPercent: 40 });
    const clock = clockAt(ticket(terms, '2026-11-23 09:00', 'normal'), '2026-11-23 10:00', 'resolution');
    const elapsed = clock.passed.map(({ level, at }) => [level, at - utc('2026-11-23 09:00')]);
    expect(elapsed).toEqual([
      ['critical', 386_400],
      ['warning', 483_000],
      ['breach', 966_000],
    ]);
  });

  test('a priority with the same target changes nothing', () => {
    const terms = termsWith({ normal: { resolution: 480 }, low: { resolution: 480 } });
    const clock = clockAt(ticket(terms, '2026-11-23 09:00', 'normal', raise('2026-11-23 16:00', 'low')), '2026-11-23 16:00', 'resolution');
    expect({ version: clock.targetVersion, levels: levelsOf(clock) }).toEqual({ version: 1, levels: ['warning 2026-11-23 15:24:00'] });
  });

  test('what was met keeps its target, and a priority without a target has nothing due', () => {
    const met = clockAt(
      [...raised.slice(0, 2), status('2026-11-23 11:30', 'resolved'), ...raised.slice(2)],
      '2026-11-24 12:00',
      'resolution',
    );
    expect(met).toMatchObject({ targetVersion: 1, breaches: [], state: 'met' });
    const unknown = ticket(byPriority, '2026-11-23 09:00', 'normal', raise('2026-11-23 10:00', 'constructor'));
    expect(clockAt(unknown, '2026-11-27 10:00', 'resolution')).toMatchObject({
      targetMinutes: null,
      due: null,
      next: null,
      breaches: [],
      state: 'running',
    });
  });

  test('terms that come late keep the start, terms that go leave nothing due', () => {
    const created: SlaEvent = { at: utc('2026-11-23 09:00'), type: 'created', priority: 'normal', status: 'open' };
    const late: SlaEvent[] = [created, { at: utc('2026-11-23 12:00'), type: 'terms', terms: resolution(240) }];
    expect(dueOf(late, '2026-11-23 12:00')).toBe('2026-11-23 13:00:00');
    expect(dueOf([...late, { at: utc('2026-11-23 12:30'), type: 'terms', terms: null }], '2026-11-23 18:00')).toBeNull();
    expect(dueOf([created], '2026-11-23 18:00')).toBeNull();
  });
});

describe('next reply (acceptance 24)', () => {
  const terms = termsWith({ normal: { firstResponse: 600, nextReply: 60 } }, { warningPercent: null, criticalPercent: null });
  const messages = ['10:00', '10:20', '10:50'].map((time) => said(`2026-11-23 ${time}`, 'customer_message'));
  const others = [said('2026-11-23 10:01', 'auto_reply'), said('2026-11-23 10:30', 'internal_note')];
  const history = ticket(
    terms,
    '2026-11-23 10:00',
    'normal',
    ...[...messages, ...others, said('2026-11-23 10:55', 'public_reply'), said('2026-11-23 11:30', 'customer_message')].sort(
      (a, b) => a.at - b.at,
    ),
  );

  test('the first unanswered message starts it, the first public answer by a person meets it', () => {
    const clock = clockAt(history, '2026-11-23 11:29', 'nextReply');
    expect({ due: shown(clock.due), metAt: shown(clock.metAt), consumed: clock.consumedMs / 60_000 }).toEqual({
      due: '2026-11-23 11:00:00',
      metAt: '2026-11-23 10:55:00',
      consumed: 55,
    });
    expect(clockAt(history, '2026-11-23 11:29', 'firstResponse').metAt).toBe(utc('2026-11-23 10:55'));
  });

  test('the next message starts a new one, which is missed once however often the customer asks again', () => {
    const asked = [...history, said('2026-11-23 12:40', 'customer_message'), said('2026-11-23 13:40', 'customer_message')];
    const clock = clockAt(asked, '2026-11-24 12:00', 'nextReply', 2);
    expect({ due: shown(clock.due), breaches: breachesOf(clock) }).toEqual({
      due: '2026-11-23 12:30:00',
      breaches: ['2026-11-23 12:30:00 due passed'],
    });
    expect(() => clockAt(asked, '2026-11-24 12:00', 'nextReply', 3)).toThrow('no nextReply 3');
  });

  test('a message that was received earlier than it was filed counts from its receipt', () => {
    const filed = ticket(terms, '2026-11-23 09:00', 'normal', {
      at: utc('2026-11-23 12:10'),
      since: utc('2026-11-23 10:00'),
      type: 'customer_message',
    });
    const clock = clockAt(filed, '2026-11-23 12:10', 'nextReply');
    expect({ startedAt: shown(clock.startedAt), breaches: breachesOf(clock) }).toEqual({
      startedAt: '2026-11-23 10:00:00',
      breaches: ['2026-11-23 11:00:00 due passed'],
    });
  });
});

test('25: levels and breach have the times at which they were reached, however late somebody looks', () => {
  const terms = termsWith({ normal: { firstResponse: 60 } }, { criticalPercent: null });
  const history = ticket(terms, '2026-11-23 09:00', 'normal', said('2026-11-23 10:30', 'public_reply'));
  const clock = clockAt(history, '2026-11-23 12:10', 'firstResponse');
  expect(levelsOf(clock)).toEqual(['warning 2026-11-23 09:48:00', 'breach 2026-11-23 10:00:00']);
  expect((clock.metAt as number) - (clock.due as number)).toBe(30 * 60_000);
});

test('looking earlier shows what was known then, and later events change nothing of it', () => {
  const history = ticket(
    byPriority,
    '2026-11-23 09:00',
    'normal',
    raise('2026-11-23 12:00', 'urgent'),
    status('2026-11-23 13:00', 'resolved'),
  );
  const then = runClocks(history, londonBook, utc('2026-11-23 11:00'));
  expect(then).toEqual(runClocks(history.slice(0, 2), londonBook, utc('2026-11-23 11:00')));
});
