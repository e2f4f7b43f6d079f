import { z } from 'zod';
import { addCalendar } from '../calendars/add-calendar.ts';
import type { WeekHours } from '../calendars/calendar.types.ts';
import { AppError } from '../errors.ts';
import type { TenantId } from '../ids.types.ts';
import { languageCode, parseInput, shownName, zoneName } from '../input.rules.ts';
import { addPolicyFromTemplate } from '../sla/add-policy-from-template.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

const slug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be 1–63 letters a–z, digits or hyphens and begin with a letter or digit');

const inputSchema = z.object({
  name: shownName,
  slug,
  timeZone: zoneName,
  language: languageCode,
  acknowledge: z.boolean().default(false),
});

/** `slug` names the tenant in addresses and commands; `acknowledge`: answer new mails with the fixed template; `calendar`: else Mon–Fri 9:00–17:30. */
export type NewTenant = z.input<typeof inputSchema> & { calendar?: { hours: WeekHours; holidays: string[] } };

const office: [string, string][] = [['09:00', '17:30']];
const officeWeek: WeekHours = { '1': office, '2': office, '3': office, '4': office, '5': office };

/**
 * Creates the tenant whose id the unit of work carries (open the unit with a new id), its default calendar and its default policy: the built-in “Standard
 * business” over that calendar. Throws `invalid_input`, and `conflict` when the slug is taken.
 */
export async function createTenant(uow: TenantUnitOfWork, wanted: NewTenant): Promise<{ id: TenantId; slug: string }> {
  const input = parseInput(inputSchema, wanted);
  const rows = await sqlRows(
    uow,
    `insert into tenants (id, name, slug, status, time_zone, language, acknowledge, created_at) values (?, ?, ?, 'active', ?, ?, ?, ?)
     on conflict (slug) do nothing returning id`,
    [uow.tenantId, input.name, input.slug, input.timeZone, input.language, input.acknowledge, uow.now],
  );
  if (rows.length === 0) throw slugTaken(input.slug);
  const calendar = await addCalendar(uow, {
    name: 'Office hours',
    timeZone: input.timeZone,
    hours: wanted.calendar?.hours ?? officeWeek,
    holidays: wanted.calendar?.holidays ?? [],
    isDefault: true,
  });
  await addPolicyFromTemplate(uow, { template: 'standard_business', calendarId: calendar.id, isDefault: true });
  return { id: uow.tenantId, slug: input.slug };
}

function slugTaken(taken: string): AppError {
  return new AppError('conflict', { message: 'slug is taken', userMessage: `The short name “${taken}” is taken. Choose another one.` });
}
