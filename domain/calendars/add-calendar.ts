import { z } from 'zod';
import { AppError } from '../errors.ts';
import { newId } from '../ids.types.ts';
import { parseInput, shownName, zoneName } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { assertCalendar, type WeekHours } from './calendar.rules.ts';

const isoDate = z.iso.date('must be a date such as 2026-12-25');
const inputSchema = z.object({
  name: shownName,
  timeZone: zoneName,
  holidays: z.array(isoDate).default([]),
  isDefault: z.boolean().default(false),
});

/** `hours` in the calendar's zone; `holidays` are ISO dates there. */
export type NewCalendar = z.input<typeof inputSchema> & { hours: WeekHours };

/**
 * Adds a calendar; a default one takes the place of the default before it. Throws `invalid_input` for a wrong zone, interval or date and
 * `conflict` when the tenant has a calendar of that name.
 */
export async function addCalendar(uow: TenantUnitOfWork, wanted: NewCalendar): Promise<{ id: string }> {
  const input = parseInput(inputSchema, wanted);
  assertCalendar(input.timeZone, wanted.hours);
  const id = newId<string>();
  const rows = await sqlRows(
    uow,
    `insert into calendars (tenant_id, id, name, time_zone, hours, holidays, is_default, created_at)
     values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?) on conflict (tenant_id, name) do nothing returning id`,
    [uow.tenantId, id, input.name, input.timeZone, JSON.stringify(wanted.hours), JSON.stringify(input.holidays), input.isDefault, uow.now],
  );
  if (rows.length === 0) throw nameTaken(input.name);
  if (input.isDefault) await sqlRun(uow, 'update calendars set is_default = false where is_default and id <> ?', [id]);
  return { id };
}

function nameTaken(name: string): AppError {
  return new AppError('conflict', {
    message: 'a calendar of this name exists',
    userMessage: `There is a calendar “${name}” already. Choose another name.`,
  });
}
