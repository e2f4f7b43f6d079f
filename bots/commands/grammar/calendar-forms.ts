import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';
import { namedRest, unquoted } from './named-rest.rules.ts';

const keywords = ['time zone', 'timezone', 'no holiday', 'holiday', 'default', 'hours', 'open', 'zone'];
const how = 'For example: calendar London hours mon-fri 9:00-12:30,13:30-17:30; calendar London holiday 2026-12-25 "Christmas".';
const isoDate = /^\d{4}-\d{2}-\d{2}$/;

/** Commands about calendars. */
export const calendarForms: readonly CommandForm[] = [
  { words: ['calendars', 'list calendars'], op: 'calendars.list', usage: 'calendars', read: () => call('calendars.list', {}) },
  {
    words: ['calendar', 'calendar show'],
    op: 'calendar.show',
    usage: 'calendar NAME [hours DAYS TIMES | holiday DATE ["NAME"] | no holiday DATE | zone ZONE | default] [from DATE]',
    hint: 'A change is tried out first; nothing is saved until you press Save.',
    read: readCalendar,
  },
  {
    words: ['calendar new', 'new calendar', 'add calendar', 'calendar add'],
    op: 'calendar.add',
    usage: 'calendar new "NAME" DAYS TIMES [zone ZONE]',
    read: readNew,
  },
];

function readCalendar(cursor: Cursor): Reading {
  const text = cursor.rest().trim();
  const found = splitCalendar(text);
  if (found === null) return call('calendars.list', {});
  const { name, keyword, rest } = found;
  if (keyword === null && rest === '') return call('calendar.show', { calendar: unquoted(name) });
  if (keyword === 'default' && rest === '') return call('calendar.default', { calendar: name });
  const { body, from } = withoutFrom(rest);
  const more: Record<string, string> = from === null ? {} : { from };
  if (body !== '' && (keyword === 'hours' || keyword === 'open')) return call('calendar.change', { calendar: name, days: body, ...more });
  if (body !== '' && keyword?.endsWith('zone')) return call('calendar.change', { calendar: name, timeZone: unquoted(body), ...more });
  if (keyword === 'no holiday' && isoDate.test(body)) return call('calendar.change', { calendar: name, removeHoliday: body, ...more });
  if (keyword === 'holiday') return readHoliday(name, body, more);
  return half(`I do not know what “${rest.slice(0, 80)}” means for the calendar “${name}”. ${how}`, {
    label: `Show ${name}`,
    op: 'calendar.show',
    args: { calendar: name },
  });
}

/** A calendar may have a keyword in its name: `Office hours hours mon 9-17`, `Office hours holiday …`, `Office hours`. */
function splitCalendar(text: string): ReturnType<typeof namedRest> {
  const found = namedRest(text, keywords);
  if (found === null || found.keyword !== 'hours' || /^["“„«]/.test(text)) return found;
  if (found.rest === '') return { name: `${found.name} hours`, keyword: null, rest: '' };
  const again = namedRest(`x ${found.rest}`, keywords);
  return again !== null && again.name === 'x' && again.keyword !== null ? { ...again, name: `${found.name} hours` } : found;
}

/** `2026-12-24 9:00-13:00 "Christmas Eve"`: the hours and the name may be left out, and may stand in either order. */
function readHoliday(calendar: string, text: string, more: Record<string, string>): Reading {
  const [date = '', ...words] = text.split(/\s+/);
  if (!isoDate.test(date)) return half('On which date? For example calendar London holiday 2026-12-25 "Christmas".');
  const rest = words.join(' ');
  const open = /(?:^|\s)((?:\d{1,2}(?:[:.]\d{2})?\s*[-–]\s*\d{1,2}(?:[:.]\d{2})?,?\s*)+)(?=$|\s|["“„«])/.exec(rest);
  const name = unquoted((open === null ? rest : rest.replace(open[1] ?? '', ' ')).trim());
  const holiday = { date, ...(name === '' ? {} : { name }), ...(open === null ? {} : { open: open[1]?.trim() ?? '' }) };
  return call('calendar.change', { calendar, holiday, ...more });
}

function withoutFrom(text: string): { body: string; from: string | null } {
  const found = /^(.*?)\s+from\s+(\d{4}-\d{2}-\d{2})$/is.exec(text);
  return found === null ? { body: text.trim(), from: null } : { body: (found[1] ?? '').trim(), from: found[2] ?? null };
}

function readNew(cursor: Cursor): Reading {
  const text = cursor.rest().trim();
  const zone = /\s+(?:time\s*)?zone\s+([\w/+-]+)$/i.exec(text);
  const said = zone === null ? text : text.slice(0, zone.index);
  const quotedName = /^["“„«]([^"”“»]+)["”“»]\s*(?:hours\s+)?(.+)$/is.exec(said);
  const plainName = /^(.+?)\s+hours\s+(.+)$/is.exec(said);
  const [, name, days] = quotedName ?? plainName ?? [];
  if (name === undefined || days === undefined)
    return half('Write its name in quotes and its hours, for example calendar new "Berlin" mon-fri 8:00-17:00 zone Europe/Berlin.');
  return call('calendar.add', { name: name.trim(), days: days.trim(), ...(zone?.[1] === undefined ? {} : { timeZone: zone[1] }) });
}
