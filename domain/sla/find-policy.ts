import { pickNamed } from '../pick-named.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { listPolicies, type PolicyView } from './list-policies.ts';

/** The policy of that id or name, whatever its case; a part of a name that fits only one will do. Throws `not_found` with the names there are. */
export async function findPolicy(uow: TenantUnitOfWork, text: string): Promise<PolicyView> {
  return pickNamed(await listPolicies(uow), text, { one: 'policy', many: 'policies', none: 'There are none yet.' });
}
