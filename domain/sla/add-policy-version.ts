import { newId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { PolicyPromise } from './rules-draft.types.ts';

/** Writes what a policy promises from now on, in the name of who acts. The caller has checked the promise and holds the policy. */
export async function addPolicyVersion(
  uow: TenantUnitOfWork,
  { id, version, isActive, promise }: { id: string; version: number; isActive: boolean; promise: PolicyPromise },
): Promise<void> {
  const createdBy = uow.actor.kind === 'staff' ? uow.actor.userId : null;
  await sqlRun(
    uow,
    `insert into sla_policy_versions (tenant_id, id, policy_id, version, effective_from, calendar_id, targets, pausing, warning_percent, critical_percent,
       conditions, steps, is_active, created_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?)`,
    [
      ...[uow.tenantId, newId<string>(), id, version, uow.now, promise.calendarId],
      ...[JSON.stringify(promise.targets), JSON.stringify(promise.pausing), promise.warningPercent, promise.criticalPercent],
      ...[JSON.stringify(promise.conditions), JSON.stringify(promise.steps), isActive, createdBy, uow.now],
    ],
  );
}
