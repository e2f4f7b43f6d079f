import type { ChatPostId, StaffUserId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { staleReason } from './notice-relevance.rules.ts';
import { type DueNotice, readNotices } from './read-notices.ts';
import { settleNotices } from './settle-notices.ts';

/**
 * Takes every notice that waits for a person's digest in chat into this digest, whose post keeps which: composed a second time it has the same ones. Returns
 * those that are still of interest, oldest first.
 */
export async function collectDigest(uow: TenantUnitOfWork, userId: StaffUserId, postId: ChatPostId): Promise<DueNotice[]> {
  const taken = await sqlRows<{ id: string }>(
    uow,
    `update notifications set state = 'queued', settled_at = ?
     where user_id = ? and surface = 'chat' and is_digest and state = 'waiting' returning id`,
    [uow.now, userId],
  );
  const [post] = await sqlRows<{ notices: string[] | null }>(uow, "select ref->'notices' as notices from chat_posts where id = ?", [
    postId,
  ]);
  const ids = [...(post?.notices ?? []), ...taken.map(({ id }) => id)];
  if (taken.length > 0) {
    await sqlRun(uow, "update chat_posts set ref = ref || jsonb_build_object('notices', ?::jsonb) where id = ?", [
      JSON.stringify(ids),
      postId,
    ]);
  }
  const notices = await readNotices(uow, ids);
  const stale = notices.filter((notice) => staleReason(notice) !== null);
  await settleNotices(uow, stale, 'dropped');
  return notices.filter((notice) => !stale.includes(notice));
}
