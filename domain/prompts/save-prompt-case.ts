import { AppError } from '../errors.ts';
import { newId, type StaffUserId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockPromptKind } from './lock-prompt-kind.ts';
import { variablesOf } from './prompt-kinds.rules.ts';
import { type PromptKind, promptKinds } from './prompts.types.ts';

export type NewPromptCase = { kind: PromptKind; name: string; variables: Record<string, string>; expect: Record<string, unknown> | null };

const mostExpected = 10_000;

/**
 * Saves a case that versions are run over; one of the same name is replaced. Stored runs then no longer count for publishing. Throws `invalid_input` naming what is
 * wrong: values of undeclared or without required variables, values longer than their variable.
 */
export async function savePromptCase(
  uow: TenantUnitOfWork,
  wanted: NewPromptCase,
  by: StaffUserId | null,
): Promise<{ id: string; replaced: boolean }> {
  const problems = problemsOf(wanted);
  if (problems.length > 0) {
    throw new AppError('invalid_input', {
      message: `prompt case refused: ${problems.length} problems`,
      userMessage: `Nothing was saved: ${problems.join('; ')}.`,
    });
  }
  await lockPromptKind(uow, wanted.kind);
  const name = wanted.name.trim();
  const old = 'update prompt_cases set removed_at = ? where tenant_id = ? and kind = ? and lower(name) = lower(?) and removed_at is null';
  const replaced = (await sqlRun(uow, old, [uow.now, uow.tenantId, wanted.kind, name])) > 0;
  const id = newId<string>();
  const sql = `insert into prompt_cases (tenant_id, id, kind, name, variables, expect, created_by, created_at)
    values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)`;
  const expect = wanted.expect === null ? null : JSON.stringify(wanted.expect);
  await sqlRun(uow, sql, [uow.tenantId, id, wanted.kind, name, JSON.stringify(wanted.variables), expect, by, uow.now]);
  return { id, replaced };
}

function problemsOf({ kind, name, variables, expect }: NewPromptCase): string[] {
  if (!promptKinds.includes(kind)) return ['there is no such kind of prompt'];
  const declared = variablesOf(kind);
  const unknown = Object.keys(variables).filter((given) => !declared.some((one) => one.name === given));
  const missing = declared.filter((one) => one.required && !Object.hasOwn(variables, one.name));
  const tooLong = declared.filter((one) => Object.hasOwn(variables, one.name) && (variables[one.name]?.length ?? 0) > one.maxChars);
  const isNamed = name.trim().length >= 1 && name.trim().length <= 100;
  return [
    ...(isNamed ? [] : ['its name must have 1 to 100 characters']),
    ...unknown.map(
      (given) => `“${given.slice(0, 60)}” is no variable of ${kind} (there are: ${declared.map((one) => one.name).join(', ')})`,
    ),
    ...missing.map((one) => `a value for “${one.name}” is missing (${one.meaning})`),
    ...tooLong.map((one) => `the value for “${one.name}” is longer than ${one.maxChars} characters`),
    ...(JSON.stringify(expect).length > mostExpected ? ['what is expected is too long'] : []),
    ...(isStorable([name, variables, expect]) ? [] : ['it holds a character that cannot be stored']),
  ];
}

// The database takes no NUL and no half of a surrogate pair, in whatever depth.
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (value === null || typeof value !== 'object') return true;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner));
}
