import { AppError } from '../errors.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { AiFeature } from './ai-runs.types.ts';

/** Micros of the largest budget: a billion units of money a day. */
const largest = 1_000_000_000_000_000;

/** Sets what a feature (or everything together) may cost a day, in micros; null lifts the limit. Throws `invalid_input` for what is no amount. */
export async function setBudget(uow: TenantUnitOfWork, feature: AiFeature | 'all', dailyMicros: number | null): Promise<void> {
  if (dailyMicros === null) {
    await sqlRun(uow, 'delete from ai_budgets where feature = ?', [feature]);
    return;
  }
  if (!Number.isSafeInteger(dailyMicros) || dailyMicros < 0 || dailyMicros > largest)
    throw new AppError('invalid_input', { message: 'no budget', userMessage: 'A budget is an amount for a day from 0 up, such as 2.50.' });
  await sqlRun(
    uow,
    `insert into ai_budgets (tenant_id, feature, daily_micros, updated_at) values (?, ?, ?, ?)
     on conflict (tenant_id, feature) do update set daily_micros = excluded.daily_micros, updated_at = excluded.updated_at`,
    [uow.tenantId, feature, dailyMicros, uow.now],
  );
}
