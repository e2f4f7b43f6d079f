import type { ChatThreadId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Ends the tie between a thread and its ticket: nothing crosses any more, and what waits to be said in it is not said. False when there was none. */
export async function unbindThread(uow: TenantUnitOfWork, id: ChatThreadId): Promise<boolean> {
  const ended = await sqlRows(uow, 'update chat_threads set ended_at = ? where id = ? and ended_at is null returning id', [uow.now, id]);
  if (ended.length === 0) return false;
  await sqlRun(
    uow,
    `update chat_posts set state = 'cancelled', settled_at = ?, last_result = 'its thread has ended' where thread_id = ? and state = 'queued'`,
    [uow.now, id],
  );
  return true;
}
