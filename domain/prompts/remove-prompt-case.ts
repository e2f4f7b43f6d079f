import { notFound } from '../errors.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { PromptKind } from './prompts.types.ts';

/** Takes a saved case away by its name; stored runs over it keep their results and no longer count. Throws `not_found`. */
export async function removePromptCase(uow: TenantUnitOfWork, kind: PromptKind, name: string): Promise<void> {
  const sql = 'update prompt_cases set removed_at = ? where tenant_id = ? and kind = ? and lower(name) = lower(?) and removed_at is null';
  if ((await sqlRun(uow, sql, [uow.now, uow.tenantId, kind, name.trim()])) === 0) throw notFound('saved case', name);
}
