import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Rule } from './assignment.types.ts';

/** The tenant's rules in their order; without `activeOnly` also those that are switched off. */
export async function listRules(uow: TenantUnitOfWork, activeOnly = false): Promise<Rule[]> {
  return sqlRows<Rule>(
    uow,
    `select id, position, name, conditions, result, active from assignment_rules ${activeOnly ? 'where active' : ''} order by position, id`,
  );
}
