import { type ChatPostId, newId } from '../ids.types.ts';
import { shardOf } from '../tenancy/shard.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { NewChatPost } from './chat.types.ts';

/**
 * Puts a post into the ledger in this commit, once for ever under its effect key. Null when it was queued before. The pump is woken after the commit; what is
 * for later is found by the pump's own timer, and its time to be sent begins then.
 */
export async function queueChatPost(uow: TenantUnitOfWork, wanted: NewChatPost): Promise<{ id: ChatPostId } | null> {
  const id = newId<ChatPostId>();
  const at = wanted.at ?? uow.now;
  const rows = await sqlRows(
    uow,
    `insert into chat_posts (tenant_id, id, shard, installation_id, effect_key, lane, kind, thread_id, ref, response_url, next_attempt_at, first_queued_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?) on conflict (tenant_id, effect_key) do nothing returning id`,
    [
      uow.tenantId,
      id,
      shardOf(uow.tenantId),
      wanted.installationId,
      wanted.effectKey,
      wanted.lane,
      wanted.kind,
      wanted.threadId ?? null,
      JSON.stringify(wanted.ref ?? {}),
      wanted.responseUrl ?? null,
      at,
      at > uow.now ? at : uow.now,
    ],
  );
  if (rows.length === 0) return null;
  uow.wake('post');
  return { id };
}
