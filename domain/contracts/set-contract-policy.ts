import { notFound } from '../errors.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { wakeUnfinishedTickets } from '../tickets/wake-unfinished-tickets.ts';
import { lockContract } from './lock-contract.ts';

/** Names the policy of a contract from now on, or none. Every unfinished ticket is looked at again. Throws `not_found`, `conflict`. */
export async function setContractPolicy(
  uow: TenantUnitOfWork,
  id: string,
  policyId: string | null,
  seenVersion: number | null = null,
): Promise<{ number: string }> {
  const contract = await lockContract(uow, id, seenVersion);
  if (policyId !== null) {
    const known = await sqlRows(uow, 'select 1 as found from sla_policies where id = ?', [policyId]);
    if (known.length === 0) throw notFound('policy', policyId);
  }
  await sqlRun(uow, 'update support_contracts set sla_policy_id = ?, version = version + 1 where id = ?', [policyId, id]);
  await wakeUnfinishedTickets(uow);
  return { number: contract.number };
}
