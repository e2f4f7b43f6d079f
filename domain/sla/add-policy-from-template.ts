import { addCalendar } from '../calendars/add-calendar.ts';
import { AppError } from '../errors.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addPolicy } from './add-policy.ts';
import { defaultPausing } from './default-pausing.rules.ts';
import { findTemplate, policyTemplates, type TemplateHours } from './policy-templates.rules.ts';

/** `calendarId` counts by a calendar that is there instead of the template's hours. */
export type FromTemplate = { template: string; name?: string; calendarId?: string; isDefault?: boolean };

/**
 * Adds a policy as a built-in template (key or name) has it. Its opening hours become a calendar in the tenant's zone when there is none of that name.
 * Throws `not_found` for a template that does not exist, and as `addPolicy` does.
 */
export async function addPolicyFromTemplate(uow: TenantUnitOfWork, wanted: FromTemplate): Promise<{ id: string; name: string }> {
  const template = findTemplate(wanted.template);
  if (template === null) throw noTemplate(wanted.template);
  const { warningPercent, criticalPercent, targets, steps, conditions, description } = template;
  const calendarId = wanted.calendarId ?? (await calendarOf(uow, template.hours));
  const name = wanted.name ?? template.name;
  const promise = { calendarId, targets, pausing: defaultPausing, warningPercent, criticalPercent, conditions, steps };
  const { id } = await addPolicy(uow, { name, description, promise, isDefault: wanted.isDefault ?? false });
  return { id, name };
}

async function calendarOf(uow: TenantUnitOfWork, { name, timeZone, hours }: TemplateHours): Promise<string> {
  const [known] = await sqlRows<{ id: string }>(uow, 'select id from calendars where lower(name) = lower(?)', [name]);
  if (known !== undefined) return known.id;
  const [tenant] = await sqlRows<{ zone: string }>(uow, 'select time_zone as zone from tenants where id = ?', [uow.tenantId]);
  const { id } = await addCalendar(uow, { name, timeZone: timeZone ?? tenant?.zone ?? 'UTC', hours });
  return id;
}

function noTemplate(text: string): AppError {
  return new AppError('not_found', {
    message: 'no such policy template',
    userMessage: `There is no template “${text}”. There are: ${policyTemplates.map((one) => one.name).join(', ')}.`,
  });
}
