import type { CalendarHours } from '../../domain/calendars/calendar.types.ts';
import { holidayOf } from '../../domain/calendars/calendar-edit.rules.ts';
import { holidayText, hoursText } from '../../domain/calendars/hours-text.rules.ts';
import type { CalendarVersionLine, CalendarView } from '../../domain/calendars/list-calendars.ts';
import { localDate } from '../../domain/calendars/local-date.rules.ts';
import { openingState } from '../../domain/calendars/opening-state.rules.ts';
import type { Card, Field, Paragraph, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, field, plain, row, section } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

const holidaysShown = 12;
const versionsShown = 8;

/** Every calendar with its hours and whether it is open now. */
export function calendarListCard(calendars: CalendarView[], reader: Reader): Card {
  return makeCard('calendar', [bold(calendars.length === 1 ? '1 calendar' : `${calendars.length} calendars`)], {
    text: calendars.length === 0 ? [plain('There is none. Add one: calendar new "Office" mon-fri 9:00-17:00')] : [],
    rows: calendars.map((one): Row => {
      const marks = [one.isDefault ? 'default' : null, one.hours.timeZone, `version ${one.version}`].filter((mark) => mark !== null);
      const used = one.policies.length === 0 ? [] : [plain(`Counts for ${one.policies.join(', ')}`)];
      return row(
        [bold(one.name), { text: ` · ${marks.join(' · ')}`, style: 'muted' }],
        [plain(hoursText(one.hours.hours)), openingParagraph(one.hours, reader), ...used],
        [action('Show', 'calendar.show', { calendar: one.name })],
      );
    }),
  });
}

/** One calendar: hours, the holidays to come, who counts by it, and its versions. */
export function calendarCard(calendar: CalendarView, reader: Reader): Card {
  const { hours } = calendar;
  return makeCard('calendar', [bold(calendar.name)], {
    fields: [
      ...hoursFields(hours),
      field('Now', openingParagraph(hours, reader)),
      field('Counts for', calendar.policies.join(', ') || 'no policy'),
    ],
    sections: [holidaySection(hours, reader), versionSection(calendar.versions, reader)],
    actions: [
      ...(calendar.isDefault ? [] : [action('Make it the default', 'calendar.default', { calendar: calendar.name })]),
      action('Calendars', 'calendars.list', {}),
    ],
  });
}

/** The week and the zone of a calendar. */
export function hoursFields(hours: CalendarHours): Field[] {
  return [field('Hours', hoursText(hours.hours)), field('Time zone', hours.timeZone)];
}

function openingParagraph(hours: CalendarHours, reader: Reader): Paragraph {
  const { isOpen, until } = openingState(hours, reader.now);
  if (until === null) return plain(isOpen ? 'Open, and never closes' : 'Closed');
  return [{ text: isOpen ? 'Open, closes ' : 'Closed, opens ' }, when(until, reader)];
}

function holidaySection(hours: CalendarHours, reader: Reader): Card['sections'][number] {
  const today = localDate(reader.now, hours.timeZone);
  const coming = hours.holidays
    .map(holidayOf)
    .filter((one) => one.date >= today)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  const shown = coming.slice(0, holidaysShown).map((one) => plain(holidayText(one)));
  const more = coming.length > holidaysShown ? [plain(`… and ${coming.length - holidaysShown} more`)] : [];
  return section('Holidays to come', 'plain', shown.length === 0 ? [plain('none')] : [...shown, ...more]);
}

function versionSection(versions: CalendarVersionLine[], reader: Reader): Card['sections'][number] {
  const lines = versions.slice(0, versionsShown).map((one): Paragraph => {
    const from = one.version === 1 ? [{ text: 'from ever' }] : [{ text: 'from ' }, when(one.effectiveFrom, reader)];
    const by = one.by === null ? '' : `, by ${one.by}`;
    const days = one.hours.holidays.length === 1 ? '1 holiday' : `${one.hours.holidays.length} holidays`;
    return [bold(`v${one.version}`), { text: ' ' }, ...from, { text: `${by}: ${hoursText(one.hours.hours)}, ${days}` }];
  });
  return section('Versions', 'plain', lines);
}
