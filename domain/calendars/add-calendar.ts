import { z } from 'zod';
import { AppError } from '../errors.ts';
import { newId } from '../ids.types.ts';
import { parseInput, shownName } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addCalendarVersion } from './add-calendar-version.ts';
import { assertCalendar } from './calendar.rules.ts';
import { calendarHoursSchema } from './calendar-input.rules.ts';

const inputSchema = z.object({
  name: shownName,
  isDefault: z.boolean().default(false),
  ...calendarHoursSchema.partial({ holidays: true }).shape,
});

/** `hours` in the calendar's zone; `holidays` are local dates there. */
export type NewCalendar = z.input<typeof inputSchema>;

/**
 * Adds a calendar with its first version, which counts from ever; a default one takes the place of the default before it. Throws `invalid_input` for a wrong
 * zone, interval or date and a calendar that is never open, and `conflict` when the tenant has a calendar of that name.
 */
export async function addCalendar(uow: TenantUnitOfWork, wanted: NewCalendar): Promise<{ id: string }> {
  const { name, isDefault, timeZone, hours, holidays = [] } = parseInput(inputSchema, wanted);
  assertCalendar({ timeZone, hours, holidays }, uow.now.getTime());
  const id = newId<string>();
  const rows = await sqlRows(
    uow,
    `insert into calendars (tenant_id, id, name, time_zone, hours, holidays, is_default, version, created_at)
     select ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, 1, ? where not exists (select 1 from calendars where lower(name) = lower(?))
     on conflict (tenant_id, name) do nothing returning id`,
    [uow.tenantId, id, name, timeZone, JSON.stringify(hours), JSON.stringify(holidays), isDefault, uow.now, name],
  );
  if (rows.length === 0) throw nameTaken(name);
  await addCalendarVersion(uow, { id, version: 1, effectiveFrom: uow.now, hours: { timeZone, hours, holidays } });
  if (isDefault) await sqlRun(uow, 'update calendars set is_default = false where is_default and id <> ?', [id]);
  return { id };
}

function nameTaken(name: string): AppError {
  return new AppError('conflict', {
    message: 'a calendar of this name exists',
    userMessage: `There is a calendar “${name}” already. Choose another name.`,
  });
}
