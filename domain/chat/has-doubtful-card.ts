import type { ChatThreadId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** True while nobody knows whether the first card of a thread was posted: a second one could be one too many. */
export async function hasDoubtfulCard(uow: TenantUnitOfWork, threadId: ChatThreadId): Promise<boolean> {
  const rows = await sqlRows(uow, "select 1 from chat_posts where thread_id = ? and kind = 'card' and state = 'uncertain' limit 1", [
    threadId,
  ]);
  return rows.length > 0;
}
