import type { ChatInboxId } from '../ids.types.ts';
import { listMarks, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Gives back items that were taken and not begun: they are due again at once. */
export async function releaseInbox(uow: TenantUnitOfWork, ids: ChatInboxId[]): Promise<void> {
  if (ids.length === 0) return;
  await sqlRun(uow, `update chat_inbox set next_attempt_at = ?, taken_at = null where id in (${listMarks(ids)}) and state = 'new'`, [
    uow.now,
    ...ids,
  ]);
}
