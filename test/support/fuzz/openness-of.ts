import type { CalendarHours } from '../../../domain/calendars/calendar.types.ts';
import type { CalendarBook, CalendarVersion } from '../../../domain/sla/sla.types.ts';
import type { OpenMinute, Openness } from '../sla/second-calculator.ts';
import { type OpenTable, openTable } from '../sla/wall-clock-table.ts';
import { fuzzWindowDays } from './fuzz-rules.ts';

const minute = 60_000;
const tables = new Map<string, OpenTable>();

/** The open minutes of a tenant's calendars and all their versions, looked up in tables of minutes. */
export function opennessOf(windowStart: number, book: CalendarBook): Openness {
  return { minutes: (calendar, from, to) => openMinutes(windowStart, book[calendar] ?? [], from, to) };
}

/** Throws outside the window, so that no answer comes from time that was not walked. */
function* openMinutes(windowStart: number, versions: readonly CalendarVersion[], from: number, to: number): Generator<OpenMinute> {
  let at = from;
  for (const [index, version] of versions.entries()) {
    const stop = Math.min(to, versions[index + 1]?.from ?? Number.POSITIVE_INFINITY);
    const table = tableOf(windowStart, version.hours);
    while (at < stop) {
      const place = Math.floor(at / minute) - table.firstMinute;
      const isOpen = table.open[place];
      if (isOpen === undefined) throw new Error('outside the window');
      const next = Math.min((table.firstMinute + place + 1) * minute, stop);
      if (isOpen === 1) yield { at, length: next - at };
      at = next;
    }
  }
}

/** Hours of a window are few, so each table is made once. */
function tableOf(windowStart: number, hours: CalendarHours): OpenTable {
  const key = `${windowStart} ${JSON.stringify(hours)}`;
  const table = tables.get(key) ?? openTable(hours, windowStart, fuzzWindowDays);
  tables.set(key, table);
  return table;
}
