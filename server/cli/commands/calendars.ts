import { readFile } from 'node:fs/promises';
import { newHolidays, withHolidays } from '../../../domain/calendars/calendar-edit.rules.ts';
import { findCalendar } from '../../../domain/calendars/find-calendar.ts';
import { holidayText, hoursText } from '../../../domain/calendars/hours-text.rules.ts';
import { type HolidayImport, importHolidays } from '../../../domain/calendars/import-holidays.ts';
import { listCalendars } from '../../../domain/calendars/list-calendars.ts';
import { localDate } from '../../../domain/calendars/local-date.rules.ts';
import { readHolidays } from '../../../domain/calendars/read-holidays.ts';
import type { MetricSum } from '../../../domain/sla/compare-rules.rules.ts';
import { metricWords } from '../../../domain/sla/explain-clock.rules.ts';
import { whatIf } from '../../../domain/sla/what-if.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords, UsageError } from '../cli.types.ts';
import { columns } from '../columns.rules.ts';
import { withDesk } from '../open-desk.ts';

const whatIfDays = 90;
const yearsAhead = 3;

/** Lists the calendars with their hours. */
export const calendarsList = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    expectWords(words);
    await withDesk(context, async (desk) => {
      const calendars = await inTenant(desk, tenant, (uow) => listCalendars(uow));
      const rows = calendars.map((one) => [
        one.name,
        one.isDefault ? 'default' : '',
        one.hours.timeZone,
        String(one.hours.holidays.length),
        hoursText(one.hours.hours),
      ]);
      for (const line of columns(['CALENDAR', '', 'ZONE', 'HOLIDAYS', 'HOURS'], rows)) context.terminal.out(line);
    });
  },
});

/** Adds the holidays of an iCalendar file to a calendar; a dry run says what they would have done to the tickets of the last 90 days. */
export const calendarsImport = defineCommand({
  options: {
    ...tenantOption,
    until: { type: 'string', meaning: `last date to import yearly holidays for (default: ${yearsAhead} years ahead)` },
    'dry-run': { type: 'boolean', default: false, meaning: 'say what would be added and change nothing' },
  },
  run: async (context, values, words) => {
    const [calendar = '', file = ''] = expectWords(words, 'NAME', 'FILE.ics');
    const until = untilOf(values.until);
    const text = await readFile(file, 'utf8');
    const { terminal } = context;
    await withDesk(context, async (desk) => {
      const { done, sums } = await inTenant(desk, values.tenant, (uow) =>
        runImport(uow, { calendar, text, until, isDry: values['dry-run'] }),
      );
      for (const holiday of done.added) terminal.out(holidayText(holiday));
      for (const sum of sums) terminal.out(sumText(sum));
      const count = `${done.added.length} new ${done.added.length === 1 ? 'holiday' : 'holidays'}, ${done.unchanged} known`;
      terminal.out(
        values['dry-run']
          ? `Would add to ${done.calendar}: ${count}. Nothing was changed (--dry-run).`
          : `Imported into ${done.calendar}: ${count}. It is version ${done.version} now.`,
      );
    });
  },
});

type Wanted = { calendar: string; text: string; until: string | null; isDry: boolean };

async function runImport(uow: TenantUnitOfWork, wanted: Wanted): Promise<{ done: HolidayImport; sums: MetricSum[] }> {
  const found = await findCalendar(uow, wanted.calendar);
  const today = localDate(uow.now, found.hours.timeZone);
  const span = { from: today, until: wanted.until ?? `${Number(today.slice(0, 4)) + yearsAhead}${today.slice(4)}` };
  if (!wanted.isDry) return { done: await importHolidays(uow, found.id, wanted.text, span), sums: [] };
  const read = newHolidays(found.hours, readHolidays(wanted.text, span));
  const done = { calendar: found.name, ...read, version: found.version };
  const hours = withHolidays(found.hours, done.added);
  const { sums } = await whatIf(uow, { calendar: { id: found.id, hours } }, { days: whatIfDays });
  return { done, sums: sums.filter((sum) => sum.breached + sum.saved + sum.unchanged > 0) };
}

function untilOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  throw new UsageError('--until must be a date such as 2029-12-31.');
}

function sumText(sum: MetricSum): string {
  return `last ${whatIfDays} days, ${metricWords[sum.metric].toLowerCase()}: ${sum.breached} would have been missed, ${sum.saved} saved, ${sum.unchanged} as before`;
}
