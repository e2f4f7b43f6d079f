import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { LiveThread } from './find-thread.ts';

/** Remembers where the card of a thread stands. A thread that had no first message begins with it. */
export async function beginThread(uow: TenantUnitOfWork, thread: Pick<LiveThread, 'id'>, cardTs: string): Promise<void> {
  await sqlRun(uow, 'update chat_threads set card_ts = ?, root_ts = coalesce(root_ts, ?) where id = ? and card_ts is null', [
    cardTs,
    cardTs,
    thread.id,
  ]);
}
