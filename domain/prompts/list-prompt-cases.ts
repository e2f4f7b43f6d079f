import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { PromptKind } from './prompts.types.ts';

/** A saved case: values for a kind's variables, and what a right answer holds (`expected-answer.rules.ts`); null: it must only keep to the schema. */
export type SavedCase = {
  id: string;
  name: string;
  variables: Record<string, string>;
  expect: Record<string, unknown> | null;
  createdAt: Date;
};

/** The saved cases of a kind, by name. */
export async function listPromptCases(uow: TenantUnitOfWork, kind: PromptKind): Promise<SavedCase[]> {
  const sql = `select id, name, variables, expect, created_at from prompt_cases
    where tenant_id = ? and kind = ? and removed_at is null order by lower(name)`;
  const rows = await sqlRows<Omit<SavedCase, 'createdAt'> & { created_at: string }>(uow, sql, [uow.tenantId, kind]);
  return rows.map(({ created_at: createdAt, ...one }) => ({ ...one, createdAt: new Date(createdAt) }));
}
