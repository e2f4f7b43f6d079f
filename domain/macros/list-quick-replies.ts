import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { KeptHead } from './find-kept.ts';

export type QuickReplyLine = KeptHead & { category: string; content: string };

/** The quick replies the person of this unit may use, their own and shared ones, by category and name, at most 100. */
export async function listQuickReplies(uow: TenantUnitOfWork): Promise<QuickReplyLine[]> {
  const me = uow.actor.kind === 'staff' ? uow.actor.userId : null;
  return sqlRows<QuickReplyLine>(
    uow,
    `select q.id, q.name, q.owner_id as "ownerId", s.name as owner, q.shared, q.version, q.category, q.content
     from quick_replies q join staff_users s on s.id = q.owner_id where q.shared or q.owner_id = ?::uuid
     order by lower(q.category), lower(q.name), q.id limit 100`,
    [me],
  );
}
