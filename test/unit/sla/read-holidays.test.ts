import { describe, expect, it } from '@jest/globals';
import { readHolidays } from '../../../domain/calendars/read-holidays.ts';

const span = { from: '2026-11-01', until: '2028-12-31' };
const file = (...events: string[][]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//EN',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', 'UID:1@x.example', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
const read = (...lines: string[]) => readHolidays(file(lines), span);

describe('a holiday file', () => {
  it('gives the date and name of a day’s event', () => {
    expect(read('DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261226', 'SUMMARY:Christmas Day')).toEqual([
      { date: '2026-12-25', name: 'Christmas Day' },
    ]);
  });

  it('reads events without an end, with the day itself as end, with a length, and with a byte order mark before the file', () => {
    const one = [{ date: '2026-12-25', name: 'Christmas' }];
    expect(read('DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas')).toEqual(one);
    expect(read('DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261225', 'SUMMARY:Christmas')).toEqual(one);
    expect(read('DTSTART:20261225', 'DURATION:P1D', 'SUMMARY:Christmas')).toEqual(one);
    expect(readHolidays(`\uFEFF${file(['DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas'])}`, span)).toEqual(one);
  });

  it('spreads an event over its days; the end is the first day after it', () => {
    expect(read('DTSTART;VALUE=DATE:20261229', 'DTEND;VALUE=DATE:20270102', 'SUMMARY:Shutdown').map((one) => one.date)).toEqual([
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
    ]);
  });

  it('repeats a yearly one on its date within the span, up to its end, and leaves excepted dates out', () => {
    const yearly = ['DTSTART;VALUE=DATE:20201225', 'SUMMARY:Christmas'];
    expect(read(...yearly, 'RRULE:FREQ=YEARLY').map((one) => one.date)).toEqual(['2026-12-25', '2027-12-25', '2028-12-25']);
    expect(read(...yearly, 'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;UNTIL=20271225').map((one) => one.date)).toEqual([
      '2026-12-25',
      '2027-12-25',
    ]);
    expect(read(...yearly, 'RRULE:FREQ=YEARLY;COUNT=8').map((one) => one.date)).toEqual(['2026-12-25', '2027-12-25']);
    expect(read(...yearly, 'RRULE:FREQ=YEARLY;INTERVAL=4').map((one) => one.date)).toEqual(['2028-12-25']);
    expect(read(...yearly, 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20271225').map((one) => one.date)).toEqual(['2026-12-25', '2028-12-25']);
  });

  it('repeats by any rule, on dates of its own too', () => {
    const thanks = read('DTSTART;VALUE=DATE:20201126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', 'SUMMARY:Thanksgiving');
    expect(thanks.map((one) => one.date)).toEqual(['2026-11-26', '2027-11-25', '2028-11-23']);
    const may = read('DTSTART;VALUE=DATE:20200504', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO', 'SUMMARY:Early May');
    expect(may.map((one) => one.date)).toEqual(['2027-05-03', '2028-05-01']);
    expect(read('DTSTART;VALUE=DATE:20261225', 'RDATE;VALUE=DATE:20270102,20270402', 'SUMMARY:X').map((one) => one.date)).toEqual([
      '2026-12-25',
      '2027-01-02',
      '2027-04-02',
    ]);
  });

  it('has 29 February in leap years only', () => {
    expect(
      readHolidays(file(['DTSTART;VALUE=DATE:20200229', 'RRULE:FREQ=YEARLY']), { from: '2020-01-01', until: '2029-01-01' }).map(
        (one) => one.date,
      ),
    ).toEqual(['2020-02-29', '2024-02-29', '2028-02-29']);
  });

  it('unfolds long lines, unescapes text, joins the names of one date and skips alarms and cancelled events', () => {
    const text = file(
      [
        'DTSTART;VALUE=DATE:20261225',
        'SUMMARY;LANGUAGE=en:Christmas\\, the fir',
        ' st\\; day',
        'BEGIN:VALARM',
        'TRIGGER:-P1D',
        'SUMMARY:Alarm',
        'END:VALARM',
      ],
      ['DTSTART;VALUE=DATE:20261225', 'SUMMARY:Founders’ Day'],
      ['DTSTART;VALUE=DATE:20261226', 'STATUS:CANCELLED', 'SUMMARY:Nothing'],
    );
    expect(readHolidays(text, span)).toEqual([{ date: '2026-12-25', name: 'Christmas, the first; day, Founders’ Day' }]);
  });

  it.each([
    ['a time of day', ['DTSTART:20261225T090000Z', 'SUMMARY:Party'], '“Party” is not an event of whole days'],
    ['a date that does not exist', ['DTSTART;VALUE=DATE:20261232'], 'An event without a name is not an event of whole days'],
    ['a rule by the second', ['DTSTART;VALUE=DATE:19500101', 'RRULE:FREQ=SECONDLY', 'SUMMARY:X'], '“X” repeats'],
    [
      'a time of day among its dates',
      ['DTSTART;VALUE=DATE:20261225', 'RDATE:20261226T090000Z', 'SUMMARY:X'],
      '“X” is not an event of whole days',
    ],
    [
      'a moved day of a repeated event',
      ['DTSTART;VALUE=DATE:20261225', 'RECURRENCE-ID;VALUE=DATE:20261226', 'SUMMARY:X'],
      '“X” moves one day',
    ],
    ['no start', ['SUMMARY:X'], '“X” has no start'],
    [
      'an end before its start',
      ['DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261220', 'SUMMARY:X'],
      '“X” does not end within a year after its start',
    ],
    ['an end years away', ['DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20311225', 'SUMMARY:X'], '“X” does not end within a year'],
  ])('is refused as a whole for %s', (_what, lines, message) => {
    const text = file(['DTSTART;VALUE=DATE:20261225', 'SUMMARY:Fine'], lines);
    expect(() => readHolidays(text, span)).toThrow(
      expect.objectContaining({ code: 'invalid_input', userMessage: expect.stringContaining(message) }),
    );
  });

  it('is refused when it is no calendar, or ends in the middle', () => {
    expect(() => readHolidays('<html>', span)).toThrow(
      expect.objectContaining({ userMessage: expect.stringContaining('no iCalendar file') }),
    );
    expect(() => readHolidays(file(['DTSTART;VALUE=DATE:20261225']).split('END:VEVENT')[0] ?? '', span)).toThrow(
      expect.objectContaining({ userMessage: expect.stringContaining('damaged') }),
    );
  });
});
