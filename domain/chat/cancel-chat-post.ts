import type { InstallationId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Which posts: the one of an effect key, or the answers that are under way to a thread of the assistant. */
export type CancelledPosts = { effectKey: string } | { installationId: InstallationId; channel: string; threadTs: string };

/**
 * Calls off posts that were not made yet; an answer that is being streamed stops at its next piece. Returns how many. What was posted stays posted.
 */
export async function cancelChatPost(uow: TenantUnitOfWork, which: CancelledPosts): Promise<number> {
  const [condition, params] =
    'effectKey' in which
      ? ['effect_key = ?', [which.effectKey]]
      : [
          "installation_id = ? and kind = 'answer' and ref->'to'->>'channel' = ? and ref->'to'->>'threadTs' = ?",
          [which.installationId, which.channel, which.threadTs],
        ];
  return sqlRun(
    uow,
    `update chat_posts set state = 'cancelled', settled_at = ?, last_result = 'called off', response_url = null
     where ${condition} and state in ('queued', 'sending')`,
    [uow.now, ...params],
  );
}
