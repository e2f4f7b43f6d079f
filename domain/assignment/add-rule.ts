import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { newId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { assertRuleRefs } from './assert-rule-refs.ts';
import { ruleSchema } from './rule-input.rules.ts';

/** Most rules a tenant may have: all of them are looked at for every new ticket. */
const mostRules = 100;

/** A rule to be added at the end of the list. */
export type NewRule = z.input<typeof ruleSchema>;

/** Adds a rule at the end. Throws `invalid_input`, also when there are a hundred already, and `not_found` for a person, team or other thing it names. */
export async function addRule(uow: TenantUnitOfWork, wanted: NewRule): Promise<{ id: string; position: number }> {
  const rule = parseInput(ruleSchema, wanted);
  await assertRuleRefs(uow, rule);
  await sqlRows(uow, 'select pg_advisory_xact_lock(hashtextextended(?, 0)) as locked', [`rules ${uow.tenantId}`]);
  const [last] = await sqlRows<{ count: number; position: number }>(
    uow,
    'select count(*)::integer as count, coalesce(max(position), 0) as position from assignment_rules',
  );
  const position = (last?.position ?? 0) + 1;
  if ((last?.count ?? 0) >= mostRules) {
    throw new AppError('invalid_input', {
      message: 'too many rules',
      userMessage: `There are ${mostRules} assignment rules already. Remove one that is not needed any more.`,
    });
  }
  const id = newId<string>();
  await sqlRun(
    uow,
    'insert into assignment_rules (tenant_id, id, position, name, conditions, result, created_at) values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)',
    [uow.tenantId, id, position, rule.name, JSON.stringify(rule.conditions), JSON.stringify(rule.result), uow.now],
  );
  return { id, position };
}
