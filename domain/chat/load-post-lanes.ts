import type { ChatPostId } from '../ids.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** These posts by lane, each lane in the order it was queued; what is settled by now is left out. */
export async function loadPostLanes(uow: TenantUnitOfWork, ids: ChatPostId[]): Promise<ChatPostId[][]> {
  if (ids.length === 0) return [];
  const rows = await sqlRows<{ id: ChatPostId; lane: string }>(
    uow,
    `select id, lane from chat_posts where id in (${listMarks(ids)}) and state in ('queued', 'sending') order by id`,
    ids,
  );
  return [...Map.groupBy(rows, (row) => row.lane).values()].map((lane) => lane.map(({ id }) => id));
}
