import type { CalendarHours, Holiday, WeekHours } from '../../../domain/calendars/calendar.types.ts';
import type { CalendarBook } from '../../../domain/sla/sla.types.ts';
import type { OpenMinute, Openness } from './second-calculator.ts';
import { type OpenTable, openTable } from './wall-clock-table.ts';

const minute = 60_000;
const dayMs = 86_400_000;
// Looked up once: in a test every use of a global is a slow one.
const { floor } = Math;
const infinity = Number.POSITIVE_INFINITY;

/** One of a list. */
export function pick<T>(random: () => number, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** Hours on the named weekdays. */
export function weekly(timeZone: string, days: string, hours: [string, string][], holidays: (string | Holiday)[] = []): CalendarHours {
  return { timeZone, hours: Object.fromEntries([...days].map((day) => [day, hours])) as WeekHours, holidays };
}

const everyDay = '0123456';

/** Zones whose clocks do something in one of the windows. */
export const restlessZones = [
  'Europe/London',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Havana',
  'Atlantic/Azores',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Africa/Casablanca',
  'America/St_Johns',
  'Pacific/Auckland',
  'America/New_York',
];

/** Starts of windows in which clocks change somewhere: Ramadan in Morocco, both ends of summer, a midnight that Brazil skipped, a day that Samoa skipped. */
export const windowStarts = ['2026-02-01', '2026-03-10', '2026-09-15', '2018-10-15', '2011-12-05'].map((date) =>
  Date.parse(`${date}T00:00:00Z`),
);
export const windowDays = 100;

/** Calendars worth meeting: usual ones, nights, lunch breaks, part-days, openings inside a repeated hour, one that is hardly ever open. */
export function namedCalendars(start: number): Record<string, CalendarHours[]> {
  const date = (days: number): string => new Date(start + days * dayMs).toISOString().slice(0, 10);
  const office: [string, string][] = [['09:00', '17:00']];
  const holidays = [
    date(6),
    { date: date(9), open: [['10:00', '12:00']] as [string, string][] },
    date(20),
    { date: date(21), name: 'closed' },
  ];
  return {
    london: [weekly('Europe/London', '12345', office, holidays), weekly('Europe/London', '123456', [['08:00', '18:30']], holidays)],
    lunch: [
      weekly(
        'America/New_York',
        '12345',
        [
          ['13:30', '17:30'],
          ['09:00', '12:30'],
        ],
        holidays,
      ),
    ],
    nights: [weekly('Europe/London', everyDay, [['22:00', '06:00']], [date(12), { date: date(14), open: [['20:00', '03:00']] }])],
    always: [weekly('Africa/Cairo', everyDay, [['00:00', '24:00']])],
    kathmandu: [
      weekly('Asia/Kathmandu', '01234', [['10:00', '17:00']]),
      weekly('Asia/Kathmandu', '01234', office),
      weekly('Asia/Tokyo', '12', office),
    ],
    lordHowe: [
      weekly('Australia/Lord_Howe', everyDay, [
        ['00:00', '06:00'],
        ['01:45', '08:10'],
      ]),
    ],
    havana: [
      weekly(
        'America/Havana',
        everyDay,
        [
          ['00:30', '02:00'],
          ['18:00', '24:00'],
        ],
        [date(47)],
      ),
    ],
    azores: [
      weekly('Atlantic/Azores', '0135', [
        ['19:00', '00:00'],
        ['00:15', '00:45'],
      ]),
      weekly('Atlantic/Azores', everyDay, [['22:00', '00:30']]),
    ],
    brazil: [
      weekly('America/Sao_Paulo', everyDay, [
        ['00:00', '08:00'],
        ['23:30', '24:00'],
      ]),
    ],
    samoa: [weekly('Pacific/Apia', '12345', [['07:00', '19:00']], holidays)],
    morocco: [
      weekly('Africa/Casablanca', everyDay, [
        ['01:15', '03:05'],
        ['09:00', '16:00'],
      ]),
    ],
    seldom: [weekly('Europe/London', '2', [['10:00', '14:00']])],
  };
}

/** The calendars of a window as a book, later versions from odd instants on, and the same as tables of minutes. */
export function bookOfWindow(start: number): { book: CalendarBook; openness: Openness } {
  const named = Object.entries(namedCalendars(start));
  const book: CalendarBook = Object.fromEntries(
    named.map(([name, versions]) => [
      name,
      versions.map((hours, index) => ({ ref: `${name} v${index + 1}`, from: versionFrom(start, index), hours })),
    ]),
  );
  const tables = new Map(
    named.map(([name, versions]) => [
      name,
      versions.map((hours, index) => ({
        ends: versions[index + 1] === undefined ? infinity : versionFrom(start, index + 1),
        ...openTable(hours, start, windowDays),
      })),
    ]),
  );
  return { book, openness: { minutes: (name, from, to) => openMinutes(tables.get(name) ?? [], from, to) } };
}

/** Walks minute by minute. Throws outside the tables, so that no answer comes from time that was not walked. */
function* openMinutes(versions: readonly (OpenTable & { ends: number })[], from: number, to: number): Generator<OpenMinute> {
  let at = from;
  for (const { ends, open, firstMinute } of versions) {
    const stop = ends < to ? ends : to;
    while (at < stop) {
      const index = floor(at / minute) - firstMinute;
      if (index < 0 || index >= open.length) throw new Error('outside the window');
      const next = (firstMinute + index + 1) * minute;
      const cut = next < stop ? next : stop;
      if (open[index] === 1) yield { at, length: cut - at };
      at = cut;
    }
  }
}

/** Throws outside the table, so that no answer comes from time that was not walked. */
export function isOpenMinute(table: OpenTable, at: number): boolean {
  const open = table.open[at - table.firstMinute];
  if (open === undefined) throw new Error('outside the window');
  return open === 1;
}

function versionFrom(start: number, index: number): number {
  return index === 0 ? Number.NEGATIVE_INFINITY : start + index * 5 * dayMs + 34_567_890 + index;
}
