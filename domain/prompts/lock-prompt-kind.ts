import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { PromptKind } from './prompts.types.ts';

/** Lets one unit at a time number versions and move pointers of a kind in a company; held until the unit ends. */
export async function lockPromptKind(uow: TenantUnitOfWork, kind: PromptKind): Promise<void> {
  await sqlRows(uow, 'select pg_advisory_xact_lock(hashtextextended(?, 0)) as locked', [`prompt ${uow.tenantId} ${kind}`]);
}
