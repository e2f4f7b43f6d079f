import ICAL from 'ical.js';
import type { InviteAnswer, InviteMethod, MailInvite } from '../../../domain/mailboxes/mail-invite.types.ts';
import type { MailAddress } from '../../../domain/mailboxes/parsed-mail.types.ts';
import { normalAddress } from '../normal-address.rules.ts';
import { type LocalMoment, recurrenceInWords, whenInWords } from './invite-words.rules.ts';

const methods: readonly InviteMethod[] = ['request', 'reply', 'cancel', 'publish', 'counter', 'declinecounter', 'refresh', 'add'];
const mostLines = 20_000;
const mostAttendees = 100;
const longest = 300;

/** The first appointment of a calendar object (RFC 5545), never repeated and never looked up; null when it holds none that can be read. Bounded. */
export function readInvite(calendar: string): MailInvite | null {
  const text = boundedCalendar(calendar);
  if (text === null) return null;
  try {
    const root = new ICAL.Component(ICAL.parse(text));
    const event = root.getFirstSubcomponent('vevent');
    return event === null ? null : inviteOf(root, event);
  } catch {
    return null;
  }
}

/** The calendar object alone, without what stands around it; null when it is too long or nested too deep for a reader that builds a tree. */
function boundedCalendar(calendar: string): string | null {
  const start = calendar.search(/BEGIN:VCALENDAR/i);
  if (start < 0) return null;
  const lines = calendar.slice(start).split(/\r\n?|\n/);
  if (lines.length > mostLines) return null;
  const end = lines.findIndex((line) => /^END:VCALENDAR\s*$/i.test(line));
  const kept = (end < 0 ? lines : lines.slice(0, end + 1)).filter((line) => line.trim() !== '');
  const open: string[] = [];
  let begins = 0;
  for (const line of kept) {
    const mark = /^(BEGIN|END):\s{0,5}([\w-]{1,40})\s*$/i.exec(line);
    if (mark?.[1]?.toUpperCase() === 'BEGIN') {
      open.push(mark[2] ?? '');
      begins += 1;
    } else if (mark !== null) open.pop();
    if (open.length > 20 || begins > 2000) return null;
  }
  // A calendar that was cut off is closed.
  return [...kept, ...open.reverse().map((name) => `END:${name}`), ''].join('\r\n');
}

function inviteOf(root: ICAL.Component, event: ICAL.Component): MailInvite {
  const method = oneLine(root.getFirstPropertyValue('method')).toLowerCase() as InviteMethod;
  const known = methods.includes(method) ? method : 'publish';
  const attendees = event.getAllProperties('attendee').slice(0, mostAttendees).flatMap(attendeeOf);
  const start = timeOf(event, 'dtstart');
  const end = timeOf(event, 'dtend') ?? endByDuration(event, start);
  const allDay = start?.isDate === true;
  const last = allDay && end !== null && start !== null && end.compare(start) > 0 ? dayBefore(end) : end;
  const zone = zoneName(event);
  const rule = event.getFirstPropertyValue('rrule');
  return {
    method: known,
    uid: oneLine(event.getFirstPropertyValue('uid')),
    sequence: Number(event.getFirstPropertyValue('sequence') ?? 0) || 0,
    summary: oneLine(event.getFirstPropertyValue('summary')),
    location: oneLine(event.getFirstPropertyValue('location')),
    start: isoOf(start, zone),
    end: isoOf(last, zone),
    allDay,
    timeZone: allDay || zone === 'UTC' ? null : zone,
    organizer: personOf(event.getFirstProperty('organizer')),
    attendees,
    answer: known === 'reply' || known === 'counter' ? (attendees.find(({ answer }) => answer !== null)?.answer ?? null) : null,
    recurring: rule === null ? null : recurrenceInWords(String(rule)),
    when: whenInWords(localOf(start), localOf(last), allDay ? null : zone),
  };
}

function timeOf(event: ICAL.Component, name: string): ICAL.Time | null {
  try {
    const value = event.getFirstPropertyValue(name);
    return value instanceof ICAL.Time && value.year >= 1900 && value.year <= 9999 ? value : null;
  } catch {
    return null;
  }
}

function endByDuration(event: ICAL.Component, start: ICAL.Time | null): ICAL.Time | null {
  const duration = event.getFirstPropertyValue('duration');
  if (start === null || !(duration instanceof ICAL.Duration)) return null;
  const end = start.clone();
  end.addDuration(duration);
  return end;
}

function dayBefore(time: ICAL.Time): ICAL.Time {
  const day = time.clone();
  day.adjust(-1, 0, 0, 0);
  return day;
}

function zoneName(event: ICAL.Component): string | null {
  const property = event.getFirstProperty('dtstart');
  const named = property?.getFirstParameter('tzid');
  if (typeof named === 'string' && named !== '') return oneLine(named).replace(/^\/.*\/(?=[^/]+\/[^/]+$)/, '');
  return timeOf(event, 'dtstart')?.zone === ICAL.Timezone.utcTimezone ? 'UTC' : null;
}

/** In UTC when the invitation defines its zone, or the zone is one that everybody knows (IANA). */
function isoOf(time: ICAL.Time | null, zone: string | null): string | null {
  if (time === null) return null;
  if (time.isDate) return time.toString().slice(0, 10);
  const local = time.toString().slice(0, 19);
  if (time.zone !== ICAL.Timezone.localTimezone) return time.toJSDate().toISOString();
  return zone === null ? local : (momentIn(zone, local) ?? local);
}

function momentIn(zone: string, local: string): string | null {
  try {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' });
    const wanted = Date.parse(`${local}Z`);
    const shown = Date.parse(`${format.format(wanted).replace(', ', 'T')}Z`);
    return new Date(wanted - (shown - wanted)).toISOString();
  } catch {
    return null;
  }
}

function localOf(time: ICAL.Time | null): LocalMoment | null {
  if (time === null) return null;
  const { year, month, day, hour, minute, isDate } = time;
  const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return { year, month, day, time: isDate ? null : clock };
}

function attendeeOf(property: ICAL.Property): MailInvite['attendees'] {
  const person = personOf(property);
  return person === null ? [] : [{ ...person, answer: answerOf(oneLine(property.getFirstParameter('partstat'))) }];
}

function answerOf(written: string): InviteAnswer | null {
  const word = written.toLowerCase();
  return word === 'accepted' || word === 'declined' || word === 'tentative' ? word : null;
}

function personOf(property: ICAL.Property | null): MailAddress | null {
  if (property === null) return null;
  const address = normalAddress(oneLine(property.getFirstValue()).replace(/^mailto:/i, ''));
  return address === null ? null : { name: oneLine(property.getFirstParameter('cn')).replace(/^"|"$/g, ''), address };
}

function oneLine(value: unknown): string {
  return (typeof value === 'string' ? value : '')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, longest)
    .toWellFormed();
}
