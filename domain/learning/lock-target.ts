import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { LabelTarget } from './learning.types.ts';

/** Lets one unit at a time change which classifier of a target is in use, until it commits. */
export async function lockTarget(uow: TenantUnitOfWork, target: LabelTarget): Promise<void> {
  await sqlRows(uow, 'select pg_advisory_xact_lock(hashtextextended(?, 0))', [`classifier ${uow.tenantId} ${target}`]);
}
