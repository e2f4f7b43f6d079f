import { type ChatThreadId, type InstallationId, newId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { chatLane } from './chat-lane.rules.ts';
import { queueChatPost } from './queue-chat-post.ts';

/**
 * Wants the card of a thread drawn anew. A card that still waits to be posted will show this change too: it is held while we look, so that it is either claimed
 * after this unit's commit, or was claimed before and another one is queued.
 */
export async function queueCard(
  uow: TenantUnitOfWork,
  thread: { id: ChatThreadId; installationId: InstallationId; channelId: string },
): Promise<void> {
  const waiting = await sqlRows(
    uow,
    "select id from chat_posts where thread_id = ? and kind = 'card' and state = 'queued' order by id limit 1 for update",
    [thread.id],
  );
  if (waiting.length > 0) return;
  await queueChatPost(uow, {
    installationId: thread.installationId,
    effectKey: `card:${thread.id}:${newId<string>()}`,
    kind: 'card',
    lane: chatLane(thread.installationId, thread.channelId),
    threadId: thread.id,
  });
}
