import { expect, test } from '@jest/globals';
import { explainClock } from '../../../domain/sla/explain-clock.rules.ts';
import { lengthWords, spanWords } from '../../../domain/sla/time-words.rules.ts';
import { bookOf, clockAt, raise, said, status, termsWith, ticket, utc } from '../../support/sla/clock-kit.ts';
import { weekly } from '../../support/sla/random-calendars.ts';

const timeZone = 'Europe/London';

test('the lines name the due time, each day’s counted time with a running total, pauses, targets and the breach', () => {
  const terms = termsWith({ normal: { resolution: 480 }, urgent: { resolution: 120 } });
  const book = bookOf({
    LON: weekly(timeZone, '12345', [
      ['09:00', '12:30'],
      ['13:30', '17:00'],
    ]),
  });
  const history = ticket(
    terms,
    '2026-10-23 15:30',
    'normal',
    status('2026-10-26 10:00', 'pending'),
    status('2026-10-26 11:00', 'open'),
    raise('2026-10-26 14:00', 'urgent'),
    status('2026-10-26 15:30:20', 'resolved'),
  );
  const now = utc('2026-10-26 16:00');
  const clock = clockAt(history, '2026-10-26 16:00', 'resolution', 1, book);
  expect(explainClock(clock, { timeZone, now, calendarNames: { 'LON v1': 'London v1' } })).toEqual([
    'Resolution: due Mon 26 Oct 2026 11:30. That is 2 h of open time after the start.',
    'Started Fri 23 Oct 2026 16:30 (times in Europe/London).',
    'Target 1: 8 h for priority normal from Fri 23 Oct 2026 16:30 until Mon 26 Oct 2026 14:00, due Tue 27 Oct 2026 10:30.',
    'Target 2: 2 h for priority urgent from Mon 26 Oct 2026 14:00, due Mon 26 Oct 2026 11:30.',
    'Fri 23 Oct 2026 16:30–17:00 counted 30 min (calendar London v1), 30 min of 2 h so far.',
    'Mon 26 Oct 2026 09:00–10:00, 11:00–12:30, 13:30–15:30:20 counted 4 h 30 min 20 s (calendar London v1), 5 h 20 s of 2 h so far.',
    'Paused by status pending Mon 26 Oct 2026 10:00–11:00, 1 h.',
    'Breached Mon 26 Oct 2026 14:00: the change to target 2 put the due time into the past.',
    'Met Mon 26 Oct 2026 15:30:20, 4 h 20 s late.',
  ]);
});

test('a running clock says what comes next, and one that is overdue by how much', () => {
  const history = ticket(termsWith({ normal: { firstResponse: 60 } }), '2026-11-23 09:00', 'normal');
  const lines = (until: string) => explainClock(clockAt(history, until, 'firstResponse'), { timeZone, now: utc(until) });
  expect(lines('2026-11-23 09:00')).toEqual([
    'First response: due Mon 23 Nov 2026 10:00. That is 1 h of open time after the start.',
    'Started Mon 23 Nov 2026 09:00 (times in Europe/London).',
    'Target 1: 1 h for priority normal from Mon 23 Nov 2026 09:00, due Mon 23 Nov 2026 10:00.',
    'No open time has been counted yet.',
    'Next: warning today at 09:48.',
  ]);
  expect(lines('2026-11-23 10:30')[0]).toContain('due Mon 23 Nov 2026 10:00, overdue by 30 min.');
});

test('a paused clock says so, a second cycle is numbered, a cancelled one is stopped, and without target nothing is due', () => {
  const terms = termsWith({ normal: { nextReply: 60 } }, { pausing: { nextReply: ['pending'] } });
  const history = ticket(
    terms,
    '2026-11-23 09:00',
    'normal',
    said('2026-11-23 09:00', 'customer_message'),
    said('2026-11-23 10:00', 'public_reply'),
    said('2026-11-23 11:00', 'customer_message'),
    status('2026-11-23 11:10', 'pending'),
  );
  const options = { timeZone, now: utc('2026-11-23 12:00') };
  const words = (until: string, cycle: number) => explainClock(clockAt(history, until, 'nextReply', cycle), options).join('\n');
  expect(words('2026-11-23 12:00', 1)).toContain('Met Mon 23 Nov 2026 10:00, exactly in time.');
  expect(words('2026-11-23 12:00', 2)).toMatch(/^Next reply 2: due 1 h of open time, paused now\./);
  expect(words('2026-11-23 12:00', 2)).toContain('Paused by status pending since Mon 23 Nov 2026 11:10, 50 min so far.');
  const stopped = clockAt([...history, status('2026-11-23 11:30', 'cancelled')], '2026-11-23 12:00', 'nextReply', 2);
  expect(explainClock(stopped, options).at(-1)).toBe('Stopped: the ticket is cancelled.');
  expect(explainClock(clockAt(history, '2026-11-23 12:00', 'resolution'), options)[0]).toBe('Resolution: no target, so nothing is due.');
});

test('lengths are exact, and spans over midnight name the day they end on', () => {
  expect([0, 500, 90_000, 3_600_000, 93_784_005].map(lengthWords)).toEqual(['0 min', '0.5 s', '1 min 30 s', '1 h', '26 h 3 min 4.005 s']);
  expect(spanWords(utc('2026-11-23 22:00'), utc('2026-11-24 00:00'), 'UTC')).toBe('22:00–24:00');
  expect(spanWords(utc('2026-11-23 22:00'), utc('2026-11-24 06:00'), 'UTC')).toBe('22:00 – Tue 24 Nov 2026 06:00');
  expect(spanWords(utc('2026-11-23 22:00'), utc('2026-11-23 23:00') + 5, 'UTC')).toBe('22:00–23:00:00.005');
});
