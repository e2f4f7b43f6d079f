import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { AiSettings } from './ai-runs.types.ts';

const defaults: AiSettings = { autoTriage: true, autoAnalysis: true, redact: false, keepDays: 30, mostWrong: 0.03 };

/** What the tenant chose about the AI, or the defaults. */
export async function loadAiSettings(uow: TenantUnitOfWork): Promise<AiSettings> {
  const [row] = await sqlRows<AiSettings>(
    uow,
    `select auto_triage as "autoTriage", auto_analysis as "autoAnalysis", redact, keep_days as "keepDays", most_wrong as "mostWrong" from ai_settings`,
  );
  return row ?? defaults;
}
