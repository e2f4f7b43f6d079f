import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Lets the key of a post that was called off be used again: what it stood for did not happen. A post in any other state keeps its key. */
export async function freePostKey(uow: TenantUnitOfWork, effectKey: string): Promise<void> {
  await sqlRun(uow, "update chat_posts set effect_key = effect_key || ':' || id::text where effect_key = ? and state = 'cancelled'", [
    effectKey,
  ]);
}
