import type { CustomerId } from '../ids.types.ts';
import type { ContractLine } from '../sla/policy-in-force.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A contract with the names of what it refers to; `version` is what a change must have seen. */
export type ContractView = ContractLine & { name: string; customer: string; policy: string | null; version: number };

/** Contracts of the tenant or of one customer, by number, the newest first; at most `limit`. */
export async function listContracts(
  uow: TenantUnitOfWork,
  { customerId = null, limit = 10_000 }: { customerId?: CustomerId | null; limit?: number } = {},
): Promise<ContractView[]> {
  return sqlRows<ContractView>(
    uow,
    `select c.id, c.number, c.customer_id as "customerId", c.type, c.status, to_char(c.starts_on, 'YYYY-MM-DD') as "startsOn",
       to_char(c.ends_on, 'YYYY-MM-DD') as "endsOn", c.sla_policy_id as "slaPolicyId", c.name, k.name as customer, p.name as policy, c.version
     from support_contracts c join customers k on k.id = c.customer_id left join sla_policies p on p.id = c.sla_policy_id
     ${customerId === null ? '' : 'where c.customer_id = ?'} order by c.created_at desc, c.number desc limit ?`,
    [...(customerId === null ? [] : [customerId]), limit],
  );
}
