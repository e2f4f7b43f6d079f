import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { findKept, type KeptHead, type KeptKind } from './find-kept.ts';
import { ownKept } from './own-kept.ts';

/** Deletes a macro or quick reply of one's own. What it did to tickets stays. Throws what `findKept` throws and `not_permitted` for somebody else's. */
export async function dropKept(uow: TenantUnitOfWork, kind: KeptKind, text: string): Promise<KeptHead> {
  const kept = await findKept(uow, kind, text);
  ownKept(uow, kept);
  await sqlRun(uow, `delete from ${kind} where id = ?`, [kept.id]);
  return kept;
}
