import type { ChatInboxId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Marks an item as handled. What it said goes: what matters of it is on a ticket by now, and the key alone keeps doubles out. */
export async function settleInbox(uow: TenantUnitOfWork, id: ChatInboxId, result: string): Promise<void> {
  await sqlRun(
    uow,
    "update chat_inbox set state = 'done', payload = null, response_url = null, settled_at = ?, result = ? where id = ? and state = 'new'",
    [uow.now, result.slice(0, 300), id],
  );
}
