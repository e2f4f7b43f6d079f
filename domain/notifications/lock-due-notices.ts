import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type DueNotice, readNotices } from './read-notices.ts';

/** At most so many lines in one digest; the rest is the next one's. */
const digestLimit = 200;

/**
 * Takes a due notice, and what goes out together with it: everything that is due for the same person's digest on that surface, and in chat everything else that
 * is due for them at the same time. Empty when it is settled, or not due.
 */
export async function lockDueNotices(uow: TenantUnitOfWork, id: string): Promise<DueNotice[]> {
  const locked = await sqlRows<{ id: string }>(
    uow,
    `select n.id from notifications n join notifications f on f.id = ? and f.surface <> 'console' and f.state = 'waiting' and f.deliver_at <= ?
     where n.surface <> 'console' and n.surface = f.surface and n.state = 'waiting' and n.deliver_at <= ?
       and (n.id = f.id or (n.user_id = f.user_id and n.is_digest = f.is_digest and (f.is_digest or f.surface = 'chat')))
     order by n.id limit ${digestLimit} for update of n`,
    [id, uow.now, uow.now],
  );
  return readNotices(
    uow,
    locked.map((row) => row.id),
  );
}
