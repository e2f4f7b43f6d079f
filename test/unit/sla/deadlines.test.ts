import { expect, test } from '@jest/globals';
import type { CalendarHours } from '../../../domain/calendars/calendar.types.ts';
import { dueAfter } from '../../../domain/calendars/due-after.rules.ts';
import { london, shown, utc } from '../../support/sla/clock-kit.ts';
import { weekly } from '../../support/sla/random-calendars.ts';

const everyDay = '0123456';
const nights = weekly('Europe/London', everyDay, [['22:00', '06:00']]);
const roundTheClock = weekly('Europe/London', everyDay, [['00:00', '24:00']]);
const august = weekly(
  'Europe/London',
  '12345',
  [['09:00', '17:00']],
  Array.from({ length: 31 }, (_, day) => `2026-08-${String(day + 1).padStart(2, '0')}`),
);
const lunch = weekly('Europe/London', '12345', [
  ['13:30', '17:30'],
  ['09:00', '12:30'],
]);
const sixtyPauses = Array.from({ length: 60 }, (_, index) => ['2026-11-23 10:00', index] as const).map(([start, index]) => {
  const from = utc(start) + index * 60_000;
  return { from, to: from + 30_000 };
});
const pause = (from: string, to: string) => ({ from: utc(from), to: utc(to) });

// Clocks in Havana go back on 1 November 2026 from 01:00 to 00:00: the midnight after Saturday is shown at 04:00 and at 05:00 UTC.
const havana = (holidays: string[]): CalendarHours => ({
  timeZone: 'America/Havana',
  hours: { '6': [['18:00', '24:00']], '1': [['09:00', '10:00']] },
  holidays,
});

type Example = [
  what: string,
  calendar: CalendarHours,
  start: string,
  minutes: number,
  due: string,
  pauses?: { from: number; to: number }[],
];

const examples: Example[] = [
  ['1: over the weekend on which clocks go back', london, '2026-10-23 15:30', 60, '2026-10-26 09:30:00'],
  ['2: created exactly at closing', london, '2026-11-20 17:00', 60, '2026-11-23 10:00:00'],
  ['3: thirty seconds before closing', london, '2026-11-23 16:59:30', 1, '2026-11-24 09:00:30'],
  ['4: a whole day ends at its closing', london, '2026-11-23 09:00', 480, '2026-11-23 17:00:00'],
  ['5: over a lunch break, intervals in any order', lunch, '2026-11-23 12:15', 60, '2026-11-23 14:15:00'],
  ['6: over Christmas', london, '2026-12-24 15:00', 240, '2026-12-29 11:00:00'],
  ['7: round the clock over the short day', roundTheClock, '2026-03-28 12:00', 1440, '2026-03-29 12:00:00'],
  ['8: a night that lost an hour', nights, '2026-03-28 23:00', 240, '2026-03-29 03:00:00'],
  ['9: a night that has an hour twice', nights, '2026-10-24 22:00', 240, '2026-10-25 02:00:00'],
  [
    '10: a midnight that does not exist',
    weekly('Africa/Cairo', everyDay, [['00:00', '24:00']]),
    '2026-04-23 20:00',
    240,
    '2026-04-24 00:00:00',
  ],
  [
    '11: half an hour of summer time',
    weekly('Australia/Lord_Howe', '0', [['00:00', '06:00']]),
    '2026-10-03 13:30',
    240,
    '2026-10-03 17:30:00',
  ],
  [
    '12: a holiday on the other side of the date line',
    weekly('Pacific/Auckland', '12345', [['09:00', '17:00']], ['2026-02-06']),
    '2026-02-05 19:00',
    60,
    '2026-02-08 21:00:00',
  ],
  ['13: closed for a month', august, '2026-07-31 15:30', 60, '2026-09-01 08:30:00'],
  ['15: a pause of two hours', london, '2026-11-23 09:00', 240, '2026-11-23 15:00:00', [pause('2026-11-23 10:00', '2026-11-23 12:00')]],
  ['16: a pause over the night', london, '2026-11-23 15:00', 240, '2026-11-24 14:00:00', [pause('2026-11-23 16:00', '2026-11-24 11:00')]],
  [
    '17: a pause outside open hours',
    london,
    '2026-11-23 15:00',
    240,
    '2026-11-24 11:00:00',
    [pause('2026-11-23 18:00', '2026-11-24 08:00')],
  ],
  ['18: sixty pauses of thirty seconds', london, '2026-11-23 09:00', 240, '2026-11-23 13:30:00', sixtyPauses],
  [
    '19: a pause of an hour whose ends have the same local time',
    roundTheClock,
    '2026-10-24 22:00',
    240,
    '2026-10-25 03:00:00',
    [pause('2026-10-25 00:30', '2026-10-25 01:30')],
  ],
  [
    '20: two pauses that overlap, in any order',
    london,
    '2026-11-23 09:00',
    240,
    '2026-11-23 16:00:00',
    [pause('2026-11-23 11:00', '2026-11-23 13:00'), pause('2026-11-23 10:00', '2026-11-23 12:00')],
  ],
  [
    'a zone of quarter hours with Sunday as a working day',
    weekly('Asia/Kathmandu', '01234', [['10:00', '17:00']]),
    '2026-11-19 10:45',
    60,
    '2026-11-22 04:45:00',
  ],
  ['Friday 16:30 in Kathmandu', weekly('Asia/Kathmandu', '012345', [['09:30', '17:00']]), '2026-11-20 10:45', 60, '2026-11-22 04:15:00'],
  ['4,800 minutes over Christmas', london, '2026-12-14 09:00', 4800, '2026-12-29 17:00:00'],
  [
    'one open hour a week ends at a closing four weeks later',
    weekly('Europe/London', '1', [['09:00', '10:00']]),
    '2026-11-23 09:00',
    300,
    '2026-12-21 10:00:00',
  ],
  ['a target of nothing is due at once, also when closed', london, '2026-11-22 09:00', 0, '2026-11-22 09:00:00'],
  [
    'a part-day has hours of its own',
    weekly('UTC', '12345', [['09:00', '17:00']], [{ date: '2026-12-24', open: [['09:00', '12:00']] }]),
    '2026-12-24 11:00',
    120,
    '2026-12-25 10:00:00',
  ],
  [
    'a holiday can be open on a day that is otherwise closed',
    weekly('UTC', '1', [['09:00', '17:00']], [{ date: '2026-11-28', open: [['22:00', '02:00']] }]),
    '2026-11-24 00:00',
    180,
    '2026-11-29 01:00:00',
  ],
  [
    'overlapping intervals count once',
    weekly('UTC', '1', [
      ['09:00', '12:00'],
      ['11:00', '13:00'],
    ]),
    '2026-11-23 09:00',
    240,
    '2026-11-23 13:00:00',
  ],
  [
    'a night shift is closed by the next day’s holiday at midnight',
    weekly('UTC', '15', [['22:00', '06:00']], ['2026-11-24']),
    '2026-11-23 22:00',
    180,
    '2026-11-27 23:00:00',
  ],
  ['an interval may end at the next midnight', weekly('UTC', '1', [['18:00', '00:00']]), '2026-11-23 20:00', 240, '2026-11-24 00:00:00'],
  [
    'an opening in a repeated hour is the first one',
    weekly('Europe/London', '0', [['01:30', '03:00']]),
    '2026-10-24 12:00',
    60,
    '2026-10-25 01:30:00',
  ],
  [
    'a closing in a repeated hour is the last one',
    weekly('Europe/London', '0', [['00:00', '01:30']]),
    '2026-10-24 12:00',
    150,
    '2026-10-25 01:30:00',
  ],
  [
    'an opening in a gap is the end of the gap',
    weekly('Europe/London', '0', [['01:30', '03:00']]),
    '2026-03-28 12:00',
    60,
    '2026-03-29 02:00:00',
  ],
  [
    'a closing in a gap is the end of the gap',
    weekly('Europe/London', '0', [
      ['00:30', '01:30'],
      ['12:00', '13:00'],
    ]),
    '2026-03-28 12:00',
    60,
    '2026-03-29 11:30:00',
  ],
  ['a closing at a midnight that is shown twice is the last one', havana([]), '2026-10-31 12:00', 390, '2026-11-01 04:30:00'],
  ['a holiday is closed from its first midnight on', havana(['2026-11-01']), '2026-10-31 12:00', 390, '2026-11-02 14:30:00'],
  ['started between the two midnights', havana([]), '2026-11-01 04:15', 30, '2026-11-01 04:45:00'],
  [
    'a pause inside another adds nothing',
    lunch,
    '2026-11-23 09:00',
    60,
    '2026-11-23 16:00:00',
    [pause('2026-11-23 09:00', '2026-11-23 15:00'), pause('2026-11-23 10:00', '2026-11-23 11:00')],
  ],
  [
    'a date that was skipped has no hours',
    weekly('Pacific/Apia', everyDay, [['09:00', '10:00']]),
    '2011-12-29 00:00',
    120,
    '2011-12-30 20:00:00',
  ],
];

test.each(examples)('%s', (_what, calendar, start, minutes, due, pauses = []) => {
  expect(shown(dueAfter(calendar, utc(start), minutes * 60_000, pauses))).toBe(due);
});

test('without open time ahead nothing is ever due, and a search for it ends', () => {
  const never = { timeZone: 'UTC', hours: {}, holidays: [] };
  expect(dueAfter(never, utc('2026-11-23 09:00'), 60_000)).toBeNull();
  const once = { ...never, holidays: [{ date: '2026-11-24', open: [['09:00', '10:00']] as [string, string][] }] };
  expect(shown(dueAfter(once, utc('2026-11-23 09:00'), 3_600_000))).toBe('2026-11-24 10:00:00');
  expect(dueAfter(once, utc('2026-11-23 09:00'), 3_600_001)).toBeNull();
  expect(dueAfter(london, utc('2026-11-23 09:00'), 1e15)).toBeNull();
});

test('a due time four years ahead is found beyond years without open time', () => {
  const later = { timeZone: 'UTC', hours: {}, holidays: [{ date: '2030-11-24', open: [['09:00', '10:00']] as [string, string][] }] };
  expect(shown(dueAfter(later, utc('2026-11-23 09:00'), 60_000))).toBe('2030-11-24 09:01:00');
});
