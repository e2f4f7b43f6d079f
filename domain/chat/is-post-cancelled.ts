import type { ChatPostId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** True when the post was called off while it went out. */
export async function isPostCancelled(uow: TenantUnitOfWork, id: ChatPostId): Promise<boolean> {
  return (await sqlRows(uow, "select 1 from chat_posts where id = ? and state = 'cancelled'", [id])).length > 0;
}
