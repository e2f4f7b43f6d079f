import { describe, expect, test } from '@jest/globals';
import { mailNotes } from '../../../domain/tickets/mail-notes.rules.ts';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { readInvite } from '../../../mail/parse/invite/read-invite.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';

const zone = [
  'BEGIN:VTIMEZONE',
  'TZID:W. Europe Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
];
const calendar = (lines: string[], method = 'REQUEST'): string =>
  ['BEGIN:VCALENDAR', `METHOD:${method}`, ...zone, 'BEGIN:VEVENT', 'UID:u1', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');

describe('an appointment says when it is', () => {
  test.each([
    [
      ['DTSTART;TZID=W. Europe Standard Time:20240708T100000', 'DTEND;TZID=W. Europe Standard Time:20240708T113000'],
      '2024-07-08T08:00:00.000Z',
      '2024-07-08T09:30:00.000Z',
      'Monday 8 July 2024, 10:00 to 11:30 (W. Europe Standard Time)',
    ],
    [
      ['DTSTART;TZID=America/New_York:20241108T100000', 'DURATION:PT30M'],
      '2024-11-08T15:00:00.000Z',
      '2024-11-08T15:30:00.000Z',
      'Friday 8 November 2024, 10:00 to 10:30 (America/New_York)',
    ],
    [['DTSTART:20241108T100000Z'], '2024-11-08T10:00:00.000Z', null, 'Friday 8 November 2024, 10:00 (UTC)'],
    [
      ['DTSTART:20241108T100000', 'DTEND:20241109T020000'],
      '2024-11-08T10:00:00',
      '2024-11-09T02:00:00',
      'Friday 8 November 2024, 10:00 to Saturday 9 November 2024, 02:00',
    ],
    [['DTSTART;VALUE=DATE:20241108', 'DTEND;VALUE=DATE:20241109'], '2024-11-08', '2024-11-08', 'Friday 8 November 2024 (all day)'],
    [
      ['DTSTART;VALUE=DATE:20241108', 'DTEND;VALUE=DATE:20241111'],
      '2024-11-08',
      '2024-11-10',
      'Friday 8 November 2024 to Sunday 10 November 2024 (all day)',
    ],
    [['DTSTART:garbage'], null, null, ''],
  ])('%j', (lines, start, end, when) => {
    expect(readInvite(calendar(lines))).toMatchObject({ uid: 'u1', start, end, when });
  });

  test.each([
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=10', 'every 2 weeks on Monday, Friday, 10 times'],
    ['FREQ=MONTHLY;UNTIL=20251231T000000Z', 'every month until 31 December 2025'],
    ['FREQ=DAILY', 'every day'],
  ])('and how often: %s', (rule, recurring) => {
    expect(readInvite(calendar(['DTSTART:20241108T100000Z', `RRULE:${rule}`]))?.recurring).toBe(recurring);
  });

  test('who takes part, and what was answered', () => {
    const attendee = 'ATTENDEE;CN="Bob ""B""";PARTSTAT=DECLINED:mailto:Bob@x.example';
    const invite = readInvite(
      calendar(['SUMMARY:Visit\\, second', 'SEQUENCE:3', 'ORGANIZER;CN=Ann:MAILTO:ann@x.example', attendee], 'REPLY'),
    );
    expect(invite).toMatchObject({
      method: 'reply',
      summary: 'Visit, second',
      sequence: 3,
      organizer: { name: 'Ann', address: 'ann@x.example' },
      attendees: [{ address: 'bob@x.example', answer: 'declined' }],
      answer: 'declined',
    });
    expect(readInvite(calendar([attendee]))?.answer).toBeNull();
  });
});

describe('a calendar that is odd', () => {
  test('and cut off gives what it said', () => {
    expect(readInvite('BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:cut\nDTSTART:20241108T100000Z\n')).toMatchObject({
      summary: 'cut',
      method: 'publish',
    });
  });

  test.each([
    ['nothing', ''],
    ['no event', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR'],
    ['too many lines', calendar(Array.from({ length: 30_000 }, (_, at) => `X-${at}:y`))],
    ['too deep', `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(5000)}`],
    ['noise', 'BEGIN:VCALENDAR\r\n\0\0;;;:::\r\n=\r\nEND:VCALENDAR'],
  ])('or holds %s is no appointment', (_name, text) => {
    expect(readInvite(text)).toBeNull();
  });
});

describe('a mail with an appointment', () => {
  const mail = (disposition: string): Buffer =>
    Buffer.from(
      `From: ann@x.example\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\nPlease come.\r\n--q\r\n${disposition}\r\n\r\n${calendar(['SUMMARY:Visit', 'LOCATION:Room 3', 'DTSTART:20241108T100000Z', 'DTEND:20241108T110000Z'])}\r\n--q--`,
    );

  test.each(['Content-Type: text/calendar; charset=utf-8; method=REQUEST', 'Content-Type: application/octet-stream; name=invite.ics'])(
    'shows it, and keeps it as a file: %s',
    async (headers) => {
      const parsed = await parseMail(mail(headers), hashAttachment);
      expect(parsed.invite).toMatchObject({ summary: 'Visit', location: 'Room 3' });
      expect(parsed.attachments[0]?.filename).toMatch(/\.ics$/);
      expect(mailNotes(parsed)).toEqual(['Invitation: Visit', 'When: Friday 8 November 2024, 10:00 to 11:00 (UTC)', 'Where: Room 3']);
    },
  );

  test('while others have no notes', async () => {
    const parsed = await parseMail(Buffer.from('From: a@b.example\r\n\r\nHi'), hashAttachment);
    expect([parsed.invite, parsed.protection, mailNotes(parsed)]).toEqual([null, null, []]);
  });
});
