import { AppError } from '../errors.ts';
import type { AiJobId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { PromptKind } from './prompts.types.ts';

type Row = { kind: PromptKind; values: Record<string, string> | null };

/**
 * The values that a job's last call put into its prompt, to be saved as a case. Throws `conflict` when no model was called for it or its content is no longer kept.
 */
export async function caseFromJob(uow: TenantUnitOfWork, jobId: AiJobId): Promise<{ kind: PromptKind; variables: Record<string, string> }> {
  const sql = `select v.kind, t.basis -> 'values' as values from ai_calls c
    join prompt_versions v on v.tenant_id = c.tenant_id and v.id = c.prompt_version_id
    join ai_call_contents t on t.tenant_id = c.tenant_id and t.call_id = c.id
    where c.tenant_id = ? and c.job_id = ? and c.feature <> 'prompt_run' order by c.started_at desc, c.id desc limit 1`;
  const [row] = await sqlRows<Row>(uow, sql, [uow.tenantId, jobId]);
  if (row === undefined || row.values === null) {
    throw new AppError('conflict', {
      message: 'no content of a call of this job',
      userMessage: 'Nothing was saved: no model was asked for this, or what it was asked is no longer kept.',
    });
  }
  return { kind: row.kind, variables: row.values };
}
