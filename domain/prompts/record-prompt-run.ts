import { newId, type PromptVersionId, type StaffUserId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { CaseResult } from './prompts.types.ts';

/** A run that came to its end over all cases there were when it began. */
export type FinishedPromptRun = {
  versionId: PromptVersionId;
  againstId: PromptVersionId | null;
  casesHash: string;
  results: CaseResult[];
  runBy: StaffUserId | null;
};

/** Keeps a run for good: publishing rests on it. */
export async function recordPromptRun(
  uow: TenantUnitOfWork,
  run: FinishedPromptRun,
): Promise<{ id: string; passed: number; failed: number }> {
  const id = newId<string>();
  const passed = run.results.filter((result) => result.passed).length;
  const failed = run.results.length - passed;
  const sql = `insert into prompt_runs (tenant_id, id, version_id, against_id, results, cases_hash, passed, failed, run_by, run_at)
    values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)`;
  const results = JSON.stringify(run.results);
  await sqlRun(uow, sql, [uow.tenantId, id, run.versionId, run.againstId, results, run.casesHash, passed, failed, run.runBy, uow.now]);
  return { id, passed, failed };
}
