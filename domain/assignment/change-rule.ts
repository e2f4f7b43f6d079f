import { z } from 'zod';
import { notFound } from '../errors.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { assertRuleRefs } from './assert-rule-refs.ts';
import type { Rule } from './assignment.types.ts';
import { ruleSchema } from './rule-input.rules.ts';

const changesSchema = ruleSchema.partial().extend({ active: z.boolean().optional(), position: z.int().positive().optional() });
/** What to change; what is left out stays. `position` moves the rule to that place, the others close up. */
export type RuleChanges = z.input<typeof changesSchema>;

/** Changes, moves or switches a rule. Throws `invalid_input` and `not_found` as `addRule` does. */
export async function changeRule(uow: TenantUnitOfWork, id: string, changes: RuleChanges): Promise<Rule> {
  const input = parseInput(changesSchema, changes);
  await sqlRows(uow, 'select pg_advisory_xact_lock(hashtextextended(?, 0)) as locked', [`rules ${uow.tenantId}`]);
  const rules = await sqlRows<Rule>(
    uow,
    'select id, position, name, conditions, result, active from assignment_rules order by position, id',
  );
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw notFound('assignment rule', id);
  const after = { ...rule, ...input } as Rule;
  await assertRuleRefs(uow, { name: after.name, conditions: after.conditions, result: after.result });
  await sqlRun(uow, 'update assignment_rules set name = ?, conditions = ?::jsonb, result = ?::jsonb, active = ? where id = ?', [
    after.name,
    JSON.stringify(after.conditions),
    JSON.stringify(after.result),
    after.active,
    id,
  ]);
  if (input.position === undefined) return after;
  const others = rules.filter((one) => one.id !== id);
  const place = Math.min(input.position, rules.length);
  const order = [...others.slice(0, place - 1), rule, ...others.slice(place - 1)];
  for (const [index, one] of order.entries()) {
    await sqlRun(uow, 'update assignment_rules set position = ? where id = ? and position <> ?', [index + 1, one.id, index + 1]);
  }
  return { ...after, position: place };
}
