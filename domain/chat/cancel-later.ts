import type { ChatInboxId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Takes back a deed that waits. False when there is none, or it is too late: whoever does it has begun, and what was begun is not undone halfway. */
export async function cancelLater(uow: TenantUnitOfWork, itemId: ChatInboxId): Promise<boolean> {
  const touched = await sqlRun(
    uow,
    `update chat_inbox set state = 'cancelled', payload = null, response_url = null, settled_at = ?, result = 'taken back'
     where id = ? and kind = 'later' and state = 'new' and taken_at is null`,
    [uow.now, itemId],
  );
  return touched > 0;
}
