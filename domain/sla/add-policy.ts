import { z } from 'zod';
import { AppError } from '../errors.ts';
import { newId } from '../ids.types.ts';
import { parseInput, shownName } from '../input.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { wakeUnfinishedTickets } from '../tickets/wake-unfinished-tickets.ts';
import { addPolicyVersion } from './add-policy-version.ts';
import { checkPromise } from './check-promise.ts';
import { policyPromiseSchema } from './policy-input.rules.ts';
import type { PolicyPromise } from './rules-draft.types.ts';
import { setDefaultPolicy } from './set-default-policy.ts';

const nameSchema = z.object({
  name: shownName.refine((name) => name.length <= 80, 'must be at most 80 characters long'),
  description: z.string().trim().max(2_000, 'must be at most 2,000 characters long').default(''),
});

/** A new policy; `isDefault` makes it the one for every ticket that no other fits. */
export type NewPolicy = { name: string; description?: string; promise: PolicyPromise; isDefault?: boolean };

/**
 * Adds an active policy whose first version holds from now; every unfinished ticket is looked at again. Throws `invalid_input`, `not_found` for what the policy
 * names and does not exist, and `conflict` when the tenant has a policy of that name.
 */
export async function addPolicy(uow: TenantUnitOfWork, wanted: NewPolicy): Promise<{ id: string; version: number }> {
  const { name, description } = parseInput(nameSchema, wanted);
  const promise = parseInput(policyPromiseSchema, wanted.promise);
  await checkPromise(uow, promise);
  const id = newId<string>();
  const rows = await sqlRows(
    uow,
    `insert into sla_policies (tenant_id, id, name, description, is_active, is_default, version, created_at, updated_at)
     values (?, ?, ?, ?, true, false, 1, ?, ?) on conflict (tenant_id, lower(name)) do nothing returning id`,
    [uow.tenantId, id, name, description, uow.now, uow.now],
  );
  if (rows.length === 0) throw nameTaken(name);
  await addPolicyVersion(uow, { id, version: 1, isActive: true, promise });
  if (wanted.isDefault === true) await setDefaultPolicy(uow, id, 1);
  else await wakeUnfinishedTickets(uow);
  return { id, version: 1 };
}

function nameTaken(name: string): AppError {
  return new AppError('conflict', {
    message: 'a policy of this name exists',
    userMessage: `There is a policy “${name}” already. Choose another name.`,
  });
}
