import { localDate } from '../calendars/local-date.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** The date that the unit's instant has in the company's zone: the day its calls are charged to. */
export async function spendDay(uow: TenantUnitOfWork): Promise<string> {
  const [row] = await sqlRows<{ timeZone: string }>(uow, 'select time_zone as "timeZone" from tenants where id = ?', [uow.tenantId]);
  return localDate(uow.now, row?.timeZone ?? 'UTC');
}
