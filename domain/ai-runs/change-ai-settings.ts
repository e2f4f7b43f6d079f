import { AppError } from '../errors.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { AiSettings } from './ai-runs.types.ts';
import { loadAiSettings } from './load-ai-settings.ts';

const longestKeepDays = 3_650;

/** Changes what is given and keeps the rest. A shorter time of keeping also shortens what is kept already. Throws `invalid_input` for values out of their range. */
export async function changeAiSettings(uow: TenantUnitOfWork, changes: Partial<AiSettings>): Promise<AiSettings> {
  const wanted = { ...(await loadAiSettings(uow)), ...changes };
  if (!Number.isInteger(wanted.keepDays) || wanted.keepDays < 1 || wanted.keepDays > longestKeepDays)
    throw refused(`Contents can be kept 1 to ${longestKeepDays} days.`);
  if (!(wanted.mostWrong > 0 && wanted.mostWrong < 1))
    throw refused('The accepted share of wrong answers must be above 0 and below 100 %.');
  await sqlRun(
    uow,
    `insert into ai_settings (tenant_id, auto_triage, auto_analysis, redact, keep_days, most_wrong, updated_at) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (tenant_id) do update set auto_triage = excluded.auto_triage, auto_analysis = excluded.auto_analysis, redact = excluded.redact,
       keep_days = excluded.keep_days, most_wrong = excluded.most_wrong, updated_at = excluded.updated_at`,
    [uow.tenantId, wanted.autoTriage, wanted.autoAnalysis, wanted.redact, wanted.keepDays, wanted.mostWrong, uow.now],
  );
  if (changes.keepDays !== undefined)
    await sqlRun(
      uow,
      `update ai_call_contents o set expires_at = least(o.expires_at, c.started_at + make_interval(days => ?)) from ai_calls c where c.id = o.call_id`,
      [wanted.keepDays],
    );
  return wanted;
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'settings of the AI refused', userMessage });
}
