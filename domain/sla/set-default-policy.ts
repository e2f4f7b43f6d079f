import { AppError } from '../errors.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { wakeUnfinishedTickets } from '../tickets/wake-unfinished-tickets.ts';
import { lockPolicy } from './lock-policy.ts';
import type { PolicyConditions } from './policy.types.ts';

/**
 * Makes a policy the one for every ticket that no other fits; every unfinished ticket is looked at again. Throws `not_found`, and `conflict` when it was changed
 * meanwhile, is switched off or has conditions: the default is for every ticket.
 */
export async function setDefaultPolicy(uow: TenantUnitOfWork, id: string, seenVersion: number): Promise<void> {
  const policy = await lockPolicy(uow, id, seenVersion);
  const [last] = await sqlRows<{ conditions: PolicyConditions }>(
    uow,
    'select conditions from sla_policy_versions where policy_id = ? order by version desc limit 1',
    [id],
  );
  const problem = !policy.isActive ? 'is switched off' : Object.keys(last?.conditions ?? {}).length > 0 ? 'has conditions' : null;
  if (problem !== null) throw unfit(policy.name, problem);
  await sqlRun(uow, 'update sla_policies set is_default = false where is_default and id <> ?', [id]);
  await sqlRun(uow, 'update sla_policies set is_default = true, updated_at = ? where id = ?', [uow.now, id]);
  await wakeUnfinishedTickets(uow);
}

function unfit(name: string, problem: string): AppError {
  return new AppError('conflict', {
    message: `policy ${problem} and cannot be the default`,
    userMessage: `“${name}” ${problem}, so it cannot be the default, which is for every ticket that no other policy fits.`,
  });
}
