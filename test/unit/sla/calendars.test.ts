import { describe, expect, test } from '@jest/globals';
import { assertCalendar } from '../../../domain/calendars/calendar.rules.ts';
import type { CalendarHours, Holiday } from '../../../domain/calendars/calendar.types.ts';
import { hasOpenTime, openStretches } from '../../../domain/calendars/open-stretches.rules.ts';
import { AppError } from '../../../domain/errors.ts';
import { seeded } from '../../../domain/seeded.rules.ts';
import { london, shown, utc } from '../../support/sla/clock-kit.ts';
import { isOpenMinute, pick, restlessZones, weekly, windowStarts } from '../../support/sla/random-calendars.ts';
import { openTable } from '../../support/sla/wall-clock-table.ts';

const minute = 60_000;
const day = 86_400_000;
const from = utc('2026-11-21 09:00');
const office: [string, string][] = [['09:00', '17:00']];

describe('what may be saved', () => {
  const everyDayOf = (start: string, days: number): string[] =>
    Array.from({ length: days }, (_, index) => new Date(utc(`${start} 00:00`) + index * day).toISOString().slice(0, 10));
  const refusals: [string, unknown, RegExp][] = [
    ['no hours at all (acceptance 14)', { timeZone: 'UTC', hours: {}, holidays: [] }, /at least one open interval/],
    ['days without intervals', { timeZone: 'UTC', hours: { '1': [], '2': [] }, holidays: [] }, /at least one open interval/],
    [
      'holidays over the whole horizon',
      weekly('UTC', '12345', office, everyDayOf('2026-11-20', 740)),
      /no open time in the next two years/,
    ],
    [
      'only a holiday that is over',
      weekly('UTC', '', office, [{ date: '2026-11-20', open: office }]),
      /no open time in the next two years/,
    ],
    ['an unknown zone', weekly('Mars/Phobos', '1', office), /“Mars\/Phobos” is not a time zone/],
    ['a time of day that does not exist', weekly('UTC', '1', [['09:00', '25:00']]), /“09:00–25:00” is not an interval/],
    ['a time with sixty minutes', weekly('UTC', '1', [['09:60', '12:00']]), /is not an interval/],
    ['a day that begins at its end', weekly('UTC', '1', [['24:00', '12:00']]), /is not an interval/],
    ['a time in words', weekly('UTC', '1', [['9am', '5pm']]), /is not an interval/],
    ['an empty interval', weekly('UTC', '1', [['09:00', '09:00']]), /09:00–09:00 is empty/],
    [
      'overlapping intervals',
      weekly('UTC', '1', [
        ['11:00', '15:00'],
        ['09:00', '12:00'],
      ]),
      /09:00–12:00 and 11:00–15:00 of one day overlap/,
    ],
    [
      'a night that runs into a morning',
      weekly('UTC', '12', [
        ['22:00', '06:00'],
        ['05:00', '12:00'],
      ]),
      /overlap/,
    ],
    ['an eighth day', { timeZone: 'UTC', hours: { '7': office }, holidays: [] }, /“7” is not a weekday/],
    ['a date that does not exist', weekly('UTC', '1', office, ['2026-02-30']), /“2026-02-30” is not a date/],
    ['a holiday in words', weekly('UTC', '1', office, ['Christmas']), /is not a date/],
    ['a holiday twice', weekly('UTC', '1', office, ['2026-12-25', { date: '2026-12-25', name: 'again' }]), /2026-12-25 is there twice/],
    [
      'a part-day that overlaps itself',
      weekly('UTC', '1', office, [
        {
          date: '2026-12-24',
          open: [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
        },
      ]),
      /overlap/,
    ],
  ];
  test.each(refusals)('%s is refused with words that say what to change', (_what, calendar, words) => {
    let refusal: unknown;
    try {
      assertCalendar(calendar as CalendarHours, from);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: 'invalid_input', userMessage: expect.stringMatching(words) });
  });

  test.each<[string, CalendarHours]>([
    ['the London office', london],
    [
      'nights and days that touch',
      weekly('UTC', '0123456', [
        ['22:00', '06:00'],
        ['06:00', '09:00'],
      ]),
    ],
    [
      'intervals in any order',
      weekly('UTC', '1', [
        ['13:00', '17:00'],
        ['09:00', '12:00'],
      ]),
    ],
    ['holidays over all but the horizon’s end', weekly('UTC', '12345', office, everyDayOf('2026-11-20', 700))],
    ['open on one holiday to come only', weekly('UTC', '', office, [{ date: '2027-11-20', open: office }])],
  ])('%s may be saved', (_what, calendar) => {
    expect(() => assertCalendar(calendar, from)).not.toThrow();
  });
});

test('stretches that touch are one, and both ends of the question cut them', () => {
  const nights = weekly('Europe/London', '0123456', [['22:00', '06:00']]);
  const found = [...openStretches(nights, utc('2026-11-23 23:15'), utc('2026-11-25 01:00'))];
  expect(found.map(({ from: opens, to }) => [shown(opens), shown(to)])).toEqual([
    ['2026-11-23 23:15:00', '2026-11-24 06:00:00'],
    ['2026-11-24 22:00:00', '2026-11-25 01:00:00'],
  ]);
  const always = weekly('Africa/Cairo', '0123456', [['00:00', '24:00']]);
  expect([...openStretches(always, utc('2026-01-01 00:00'), utc('2027-01-01 00:00'))]).toHaveLength(1);
  expect([...openStretches(london, utc('2026-11-23 17:00'), utc('2026-11-24 09:00'))]).toEqual([]);
});

describe('random calendars in zones whose clocks change', () => {
  const random = seeded(4);
  const time = (): string => `${String(Math.floor(random() * 24)).padStart(2, '0')}:${pick(random, ['00', '15', '30', '59'])}`;
  const interval = (): [string, string] => {
    const [opens, closes] = [time(), random() < 0.1 ? '24:00' : time()];
    return opens === closes ? ['00:00', '24:00'] : [opens, closes];
  };
  const holidayIn = (start: number): string | Holiday => {
    const date = new Date(start + Math.floor(random() * 60) * day).toISOString().slice(0, 10);
    return random() < 0.5 ? date : { date, open: [interval()] };
  };
  const randomCalendar = (start: number): CalendarHours => {
    const hours = Object.fromEntries([...'0123456'].map((name) => [name, Array.from({ length: Math.floor(random() * 3) }, interval)]));
    const holidays = [
      ...new Map(Array.from({ length: 4 }, () => holidayIn(start)).map((one) => [typeof one === 'string' ? one : one.date, one])).values(),
    ];
    return { timeZone: pick(random, restlessZones), hours, holidays };
  };
  const cases = Array.from({ length: 60 }, () => pick(random, windowStarts)).map((start) => ({ start, calendar: randomCalendar(start) }));

  test('every minute is open by the engine exactly when it is open on the wall clock', () => {
    for (const { start, calendar } of cases) {
      const table = openTable(calendar, start, 60);
      const open = new Uint8Array(60 * 1440);
      for (const { from: opens, to } of openStretches(calendar, start, start + 60 * day))
        open.fill(1, (opens - start) / minute, (to - start) / minute);
      const wrong = open.findIndex((isOpen, index) => (isOpen === 1) !== isOpenMinute(table, start / minute + index));
      expect({ calendar, wrong: wrong === -1 ? null : shown(start + wrong * minute) }).toEqual({ calendar, wrong: null });
    }
  });

  test('stretches are in order, never empty, never touch, and come out the same when the question is cut in two', () => {
    for (const { start, calendar } of cases) {
      const [begins, cut, ends] = [start + 12_345, start + Math.floor(random() * 50 * day), start + 55 * day + 1];
      const whole = [...openStretches(calendar, begins, ends)];
      for (const [index, stretch] of whole.entries()) {
        expect(stretch.from).toBeLessThan(stretch.to);
        if (index > 0) expect(stretch.from).toBeGreaterThan((whole[index - 1] as { to: number }).to);
      }
      const halves = [...openStretches(calendar, begins, cut), ...openStretches(calendar, cut, ends)];
      const joined = halves.filter((half, index) => halves[index - 1]?.to !== half.from);
      expect(joined.map(({ from: opens }) => opens)).toEqual(whole.map(({ from: opens }) => opens));
      expect(lengthOf(halves)).toBe(lengthOf(whole));
      expect(hasOpenTime(calendar, begins, ends)).toBe(whole.length > 0);
    }
  });
});

function lengthOf(stretches: { from: number; to: number }[]): number {
  return stretches.reduce((sum, { from: opens, to }) => sum + to - opens, 0);
}
