import type { ChatPostId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ClaimedPost } from './chat.types.ts';

/** How long a post may stand as `sending` before it counts as cut off, in ms: longer than any attempt (30 s in which calls begin, 10 s for the last of them). */
const leaseMs = 45_000;

type Row = Omit<ClaimedPost, 'wasCutOff'> & { before: 'queued' | 'sending' };

/**
 * Takes a due post for one attempt: it becomes `sending`, committed before the call. One found still `sending` after its lease was cut off in the middle, and
 * says so. Null when there is nothing to do, or something before it in its lane was tried and is still open.
 */
export async function claimChatPost(uow: TenantUnitOfWork, id: ChatPostId): Promise<ClaimedPost | null> {
  const [row] = await sqlRows<Row>(
    uow,
    `with due as (select id, state, lane from chat_posts where id = ? and state in ('queued', 'sending') and next_attempt_at <= ? for update)
     update chat_posts c set state = 'sending', attempts = c.attempts + 1, next_attempt_at = ?,
       failures = c.failures + case when due.state = 'sending' then 1 else 0 end
     from due where c.id = due.id and not exists (select 1 from chat_posts e
       where e.lane = due.lane and e.state in ('queued', 'sending') and e.id < due.id and e.attempts > 0)
     returning c.tenant_id as "tenantId", c.id, c.installation_id as "installationId", c.effect_key as "effectKey", c.kind, c.lane,
       c.thread_id as "threadId", c.ref, c.response_url as "responseUrl", c.attempts, c.failures, c.first_queued_at as "firstQueuedAt",
       due.state as before`,
    [id, uow.now, new Date(uow.now.getTime() + leaseMs)],
  );
  if (row === undefined) return null;
  const { before, ...post } = row;
  return { ...post, firstQueuedAt: new Date(post.firstQueuedAt), wasCutOff: before === 'sending' };
}
