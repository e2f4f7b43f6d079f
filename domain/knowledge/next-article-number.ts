import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** The next number of an article, `KB-1`, `KB-2`, …: consecutive per tenant and never given twice. Call it as late in the unit as possible. */
export async function nextArticleNumber(uow: TenantUnitOfWork): Promise<string> {
  const [row] = await sqlRows<{ value: string }>(
    uow,
    `insert into counters (tenant_id, kind, period, value) values (?, 'KB', '', 1)
     on conflict (tenant_id, kind, period) do update set value = counters.value + 1 returning value`,
    [uow.tenantId],
  );
  return `KB-${row?.value}`;
}
