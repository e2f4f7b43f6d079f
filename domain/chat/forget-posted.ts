import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { LiveThread } from './find-thread.ts';

/** Remembers that a message of ours in a thread was deleted: it is no part of anything any more. */
export async function forgetPosted(uow: TenantUnitOfWork, thread: LiveThread, ts: string): Promise<void> {
  await sqlRun(
    uow,
    "update chat_messages set deleted_at = ? where installation_id = ? and channel_id = ? and ts = ? and direction = 'out' and deleted_at is null",
    [uow.now, thread.installationId, thread.channelId, ts],
  );
}
