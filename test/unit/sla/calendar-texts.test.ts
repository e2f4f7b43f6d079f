import { describe, expect, it } from '@jest/globals';
import { withDays, withHolidays, withoutHoliday } from '../../../domain/calendars/calendar-edit.rules.ts';
import { hoursText, readHours, readIntervals } from '../../../domain/calendars/hours-text.rules.ts';
import { openingState } from '../../../domain/calendars/opening-state.rules.ts';

const office = { '1': [['09:00', '17:00']], '2': [['09:00', '17:00']] } as const;
const nine: [string, string][] = [['09:00', '17:00']];
const workweek = { '1': nine, '2': nine, '3': nine, '4': nine, '5': nine };

describe('opening hours as people write them', () => {
  it.each([
    ['mon-fri 9-17', workweek],
    ['Mon–Fri 9:00–17:00', workweek],
    ['weekdays: 09.00 - 17.00', workweek],
    ['monday to friday 9:00 to 17:00', workweek],
    ['mon,tue 9-17', office],
    ['mon, tue 9-17', office],
    ['mon and tue 9-17', office],
    [
      'mon 9:00-12:30,13:30-17:30',
      {
        '1': [
          ['09:00', '12:30'],
          ['13:30', '17:30'],
        ],
      },
    ],
    [
      'mon 9:00-12:30, 13:30-17:30',
      {
        '1': [
          ['09:00', '12:30'],
          ['13:30', '17:30'],
        ],
      },
    ],
    ['mon 9-17; sat closed', { '1': nine, '6': [] }],
    ['fri-mon 22:00-06:00', Object.fromEntries(['5', '6', '0', '1'].map((day) => [day, [['22:00', '06:00']]]))],
    ['weekend closed', { '6': [], '0': [] }],
    ['daily 24h', Object.fromEntries(['0', '1', '2', '3', '4', '5', '6'].map((day) => [day, [['00:00', '24:00']]]))],
  ])('%s', (text, hours) => {
    expect(readHours(text)).toEqual(hours);
  });

  it.each(['', 'mon', '9-17', 'mon-fri', 'foo 9-17', 'mon 9-25', 'mon 9:60-10', 'mon 9', 'mon-tue-wed 9-17', 'mon 24:30-25'])(
    '%s is refused in words',
    (text) => {
      expect(() => readHours(text)).toThrow(
        expect.objectContaining({ code: 'invalid_input', userMessage: expect.stringContaining('mon-fri 9:00-12:30,13:30-17:30') }),
      );
    },
  );

  it('come back in words, equal days together', () => {
    expect(hoursText(workweek)).toBe('Mon–Fri 09:00–17:00; Sat, Sun closed');
    expect(
      hoursText({
        ...workweek,
        '5': [
          ['09:00', '12:00'],
          ['13:00', '15:00'],
        ],
      }),
    ).toBe('Mon–Thu 09:00–17:00; Fri 09:00–12:00, 13:00–15:00; Sat, Sun closed');
    expect(hoursText(readHours('daily 24h'))).toBe('daily 00:00–24:00');
    expect(readIntervals('closed')).toEqual([]);
  });
});

describe('an edit of a calendar', () => {
  const calendar = { timeZone: 'Europe/London', hours: workweek, holidays: ['2026-12-25', { date: '2026-12-28', name: 'Boxing Day' }] };

  it('changes the named days and leaves the others and the calendar it came from as they were', () => {
    expect(withDays(calendar, { '6': [['10:00', '14:00']], '5': [] }).hours).toEqual({ ...workweek, '5': [], '6': [['10:00', '14:00']] });
    expect(calendar.hours).toBe(workweek);
  });

  it('keeps one holiday a date, in order, and takes one out', () => {
    const added = withHolidays(calendar, [
      { date: '2026-12-24', open: [['09:00', '13:00']] },
      { date: '2026-12-25', name: 'Christmas' },
    ]);
    expect(added.holidays).toEqual([
      { date: '2026-12-24', open: [['09:00', '13:00']] },
      { date: '2026-12-25', name: 'Christmas' },
      { date: '2026-12-28', name: 'Boxing Day' },
    ]);
    expect(withoutHoliday(added, '2026-12-25')?.holidays).toHaveLength(2);
    expect(withoutHoliday(added, '2026-12-26')).toBeNull();
  });

  it.each([
    ['on a Friday noon it is open until closing', '2026-12-18T12:00:00Z', true, '2026-12-18T17:00:00.000Z'],
    ['at the opening instant it is open', '2026-12-18T09:00:00Z', true, '2026-12-18T17:00:00.000Z'],
    ['at the closing instant it is closed until the next opening', '2026-12-18T17:00:00Z', false, '2026-12-21T09:00:00.000Z'],
    ['before holidays it opens after them', '2026-12-24T18:00:00Z', false, '2026-12-29T09:00:00.000Z'],
  ])('%s', (_what, at, isOpen, until) => {
    expect(openingState(calendar, new Date(at))).toEqual({ isOpen, until: new Date(until) });
  });

  it('says of a calendar that never closes that nothing will change', () => {
    expect(openingState({ timeZone: 'UTC', hours: readHours('daily 24h'), holidays: [] }, new Date('2026-12-18T12:00:00Z'))).toEqual({
      isOpen: true,
      until: null,
    });
  });
});
