import { AppError } from '../errors.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { wakeUnfinishedTickets } from '../tickets/wake-unfinished-tickets.ts';
import { addPolicyVersion } from './add-policy-version.ts';
import { checkPromise } from './check-promise.ts';
import { lockPolicy } from './lock-policy.ts';
import { policyPromiseSchema } from './policy-input.rules.ts';
import type { PolicyPromise } from './rules-draft.types.ts';

/** `seenVersion` is the version the change was decided on. */
export type PolicyChange = { seenVersion: number; promise: PolicyPromise; isActive: boolean };

/**
 * Gives a policy other promises from now on, or switches it on or off, as a further version: what was promised until now is not rewritten. Every unfinished
 * ticket is looked at again. Throws `not_found`, `conflict` when somebody else saved it meanwhile or when the default would be switched off, `invalid_input`.
 */
export async function savePolicy(uow: TenantUnitOfWork, id: string, change: PolicyChange): Promise<{ version: number }> {
  const promise = parseInput(policyPromiseSchema, change.promise);
  const policy = await lockPolicy(uow, id, change.seenVersion);
  if (policy.isDefault) assertFitForDefault(policy.name, change.isActive, promise);
  await checkPromise(uow, promise);
  const version = policy.version + 1;
  await addPolicyVersion(uow, { id, version, isActive: change.isActive, promise });
  await sqlRun(uow, 'update sla_policies set version = ?, is_active = ?, updated_at = ? where id = ?', [
    version,
    change.isActive,
    uow.now,
    id,
  ]);
  await wakeUnfinishedTickets(uow);
  return { version };
}

function assertFitForDefault(name: string, isActive: boolean, promise: PolicyPromise): void {
  const problem = !isActive ? 'switched off' : Object.keys(promise.conditions).length > 0 ? 'given conditions' : null;
  if (problem === null) return;
  throw new AppError('conflict', {
    message: `default policy cannot be ${problem}`,
    userMessage: `“${name}” is the default policy, so it cannot be ${problem}. Make another policy the default first.`,
  });
}
