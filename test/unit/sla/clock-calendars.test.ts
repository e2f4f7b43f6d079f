import { describe, expect, test } from '@jest/globals';
import { runClocks } from '../../../domain/sla/run-clocks.rules.ts';
import type { SlaEvent } from '../../../domain/sla/sla.types.ts';
import {
  bookOf,
  breachesOf,
  clockAt,
  levelsOf,
  london,
  londonBook,
  said,
  shown,
  status,
  termsWith,
  ticket,
  utc,
} from '../../support/sla/clock-kit.ts';
import { weekly } from '../../support/sla/random-calendars.ts';

const resolution = (minutes: number) => termsWith({ normal: { resolution: minutes } });

describe('calendars that change', () => {
  test('a ticket moved between calendars counts each stretch by the calendar of then', () => {
    const chicago = weekly('America/Chicago', '12345', [['08:00', '17:00']]);
    const francisco = weekly('America/Los_Angeles', '12345', [['08:00', '12:30']]);
    const book = bookOf({ LON: london, chicago, francisco });
    const moved = ticket(termsWith({ normal: { nextReply: 5000 } }, { calendar: 'chicago' }), '2026-11-23 16:00:53', 'normal');
    const events: SlaEvent[] = [
      ...moved,
      said('2026-11-23 16:00:53', 'customer_message'),
      { at: utc('2026-11-25 16:00:12'), type: 'calendar', calendar: 'francisco' },
      said('2026-11-25 16:00:33', 'public_reply'),
    ];
    const clock = clockAt(events, '2026-11-26 09:00', 'nextReply', 1, book);
    // Monday 10:00:53 to 17:00 and Tuesday in Chicago, two hours and twelve seconds on Wednesday, then 21 seconds in San Francisco.
    expect(clock.proof.map(({ calendar, from, to }) => [calendar, (to - from) / 1000])).toEqual([
      ['chicago v1', 25_147],
      ['chicago v1', 32_400],
      ['chicago v1', 7_212],
      ['francisco v1', 21],
    ]);
    expect(clock.consumedMs).toBe(64_780_000);
  });

  test('a calendar that was edited counts by its old hours before and by its new ones after', () => {
    const short = weekly('Europe/London', '12345', [['09:00', '12:00']]);
    const versions = [
      { ref: 'LON v1', from: Number.NEGATIVE_INFINITY, hours: london },
      { ref: 'LON v2', from: utc('2026-11-24 11:00'), hours: short },
    ];
    const history = ticket(resolution(720), '2026-11-23 09:00', 'normal');
    const clock = clockAt(history, '2026-11-25 10:30', 'resolution', 1, { LON: versions });
    expect(clock.proof.map(({ calendar, from, to }) => `${calendar} ${shown(from)} ${shown(to)}`)).toEqual([
      'LON v1 2026-11-23 09:00:00 2026-11-23 17:00:00',
      'LON v1 2026-11-24 09:00:00 2026-11-24 11:00:00',
      'LON v2 2026-11-24 11:00:00 2026-11-24 12:00:00',
      'LON v2 2026-11-25 09:00:00 2026-11-25 10:30:00',
    ]);
    expect(breachesOf(clock)).toEqual(['2026-11-25 10:00:00 due passed']);
    expect(shown(clockAt(history, '2026-11-23 10:00', 'resolution', 1, { LON: versions }).due)).toBe('2026-11-25 10:00:00');
  });

  test('a calendar that is not there is refused by name, and so is a history that goes back', () => {
    expect(() =>
      clockAt(ticket(termsWith({}, { calendar: 'nowhere' }), '2026-11-23 09:00', 'normal'), '2026-11-24 09:00', 'resolution'),
    ).toThrow(/nowhere/);
    const back = ticket(resolution(60), '2026-11-23 09:00', 'normal', status('2026-11-22 09:00', 'open'));
    expect(() => runClocks(back, londonBook, utc('2026-11-24 09:00'))).toThrow(/go back in time/);
  });
});

describe('the worked table of the standard business template', () => {
  const standard = termsWith({
    medium: { firstResponse: 240, resolution: 1440 },
    urgent: { firstResponse: 60, resolution: 240 },
    brief: { firstResponse: 120 },
  });
  const easter = bookOf({ LON: weekly('Europe/London', '12345', [['09:00', '17:00']], ['2026-04-03', '2026-04-06']) });
  test.each<[string, string, string, 'firstResponse' | 'resolution', string]>([
    ['over a weekend', '2026-03-06 15:00', 'medium', 'firstResponse', '2026-03-09 11:00:00'],
    ['three working days', '2026-03-06 15:00', 'medium', 'resolution', '2026-03-11 15:00:00'],
    ['urgent before a weekend', '2026-03-06 16:30', 'urgent', 'firstResponse', '2026-03-09 09:30:00'],
    ['written on a Sunday', '2026-03-08 11:00', 'medium', 'firstResponse', '2026-03-09 13:00:00'],
    ['over the clock change', '2026-03-27 16:00', 'brief', 'firstResponse', '2026-03-30 09:00:00'],
    ['over Easter', '2026-04-02 15:00', 'brief', 'firstResponse', '2026-04-07 09:00:00'],
  ])('%s', (_what, created, priority, metric, due) => {
    expect(shown(clockAt(ticket(standard, created, priority), created, metric, 1, easter).due)).toBe(due);
  });

  test('warning and critical come at 80 and 95 per cent of the open time', () => {
    const history = ticket(standard, '2026-03-06 15:00', 'medium');
    expect(levelsOf(clockAt(history, '2026-03-11 15:00', 'resolution'))).toEqual([
      'warning 2026-03-11 10:12:00',
      'critical 2026-03-11 13:48:00',
      'breach 2026-03-11 15:00:00',
    ]);
    expect(clockAt(history, '2026-03-11 10:12', 'resolution').next).toEqual({ level: 'critical', at: utc('2026-03-11 13:48') });
  });

  test('waiting for the customer moves the resolution', () => {
    const waiting = [status('2026-03-09 10:00', 'waiting_customer'), status('2026-03-10 12:00', 'open')];
    expect(shown(clockAt(ticket(standard, '2026-03-06 15:00', 'medium', ...waiting), '2026-03-10 12:00', 'resolution').due)).toBe(
      '2026-03-12 17:00:00',
    );
  });
});
