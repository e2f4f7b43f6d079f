import type { PromptVersionId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { listPromptCases } from './list-prompt-cases.ts';
import { casesHash } from './prompt-hash.rules.ts';
import type { StoredPromptRun } from './prompt-views.types.ts';
import type { CaseResult, PromptKind } from './prompts.types.ts';

type Row = {
  id: string;
  against: number | null;
  results: CaseResult[];
  cases_hash: string;
  passed: number;
  failed: number;
  run_at: string;
};

/** The last stored run of a version; null when it was never run to its end. */
export async function findPromptRun(
  uow: TenantUnitOfWork,
  version: { id: PromptVersionId; kind: PromptKind },
): Promise<StoredPromptRun | null> {
  const sql = `select p.id, b.number as against, p.results, p.cases_hash, p.passed, p.failed, p.run_at from prompt_runs p
    left join prompt_versions b on b.tenant_id = p.tenant_id and b.id = p.against_id
    where p.tenant_id = ? and p.version_id = ? order by p.run_at desc, p.id desc limit 1`;
  const [row] = await sqlRows<Row>(uow, sql, [uow.tenantId, version.id]);
  if (row === undefined) return null;
  const { cases_hash: hash, run_at: runAt, ...run } = row;
  const isPresent = hash === casesHash(await listPromptCases(uow, version.kind));
  return { ...run, runAt: new Date(runAt), isPresent };
}
