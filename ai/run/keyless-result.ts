import type { AiResult } from '../../domain/ai-runs/ai-runs.types.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import type { AiFunction } from '../functions/ai-function.types.ts';

/** What a function finds without a model. `notice`: why no model was used although one is set up. */
export async function keylessResult(uow: TenantUnitOfWork, fn: AiFunction, material: unknown, notice: string | null): Promise<AiResult> {
  const { source, confidence, reasons, data } = await fn.keyless(uow, material);
  return { feature: fn.feature, source, confidence, notice, reasons, data };
}
