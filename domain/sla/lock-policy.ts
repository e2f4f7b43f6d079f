import { AppError, notFound } from '../errors.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A policy's row, held until the unit ends. */
export type LockedPolicy = { id: string; name: string; isActive: boolean; isDefault: boolean; version: number };

/** Takes the policy for this unit. Throws `not_found`, and `conflict` naming who changed it when it is not at the version the person decided on. */
export async function lockPolicy(uow: TenantUnitOfWork, id: string, seenVersion: number): Promise<LockedPolicy> {
  const [policy] = await sqlRows<LockedPolicy>(
    uow,
    'select id, name, is_active as "isActive", is_default as "isDefault", version from sla_policies where id = ? for update',
    [id],
  );
  if (policy === undefined) throw notFound('policy', id);
  if (policy.version === seenVersion) return policy;
  const [last] = await sqlRows<{ name: string }>(
    uow,
    'select s.name from sla_policy_versions v join staff_users s on s.id = v.created_by where v.policy_id = ? and v.version = ?',
    [id, policy.version],
  );
  throw new AppError('conflict', {
    message: `policy changed since version ${seenVersion}`,
    userMessage: `The policy “${policy.name}” was changed after you saw it${last === undefined ? '' : ` (by ${last.name})`}. Nothing was overwritten: look at it again.`,
  });
}
