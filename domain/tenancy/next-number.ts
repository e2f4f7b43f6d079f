import { sqlRows } from './sql.ts';
import type { TenantUnitOfWork } from './unit-of-work.ts';

/** Widths and periods of the numbers people read (`domain.md` 2.12). */
const formats = {
  TKT: { width: 5, period: (now: Date) => now.toISOString().slice(0, 7).replace('-', '') },
  SC: { width: 5, period: (now: Date) => now.toISOString().slice(0, 4) },
} as const;

/**
 * The next number of the kind, such as `TKT-202611-00001`: consecutive per tenant and period (tickets: month, contracts: year; UTC), without gaps, because the counter row is
 * locked until the unit commits. Call it as late in the unit as possible.
 */
export async function nextNumber(uow: TenantUnitOfWork, kind: keyof typeof formats): Promise<string> {
  const { width, period } = formats[kind];
  const wanted = period(uow.now);
  const rows = await sqlRows<{ value: string }>(
    uow,
    `insert into counters (tenant_id, kind, period, value) values (?, ?, ?, 1)
     on conflict (tenant_id, kind, period) do update set value = counters.value + 1 returning value`,
    [uow.tenantId, kind, wanted],
  );
  return `${kind}-${wanted}-${String(rows[0]?.value).padStart(width, '0')}`;
}
