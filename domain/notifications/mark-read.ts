import type { StaffUserId, TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Which notices of a person: one, those of a ticket, or all. */
export type ReadWish = { id: string } | { ticketId: TicketId } | 'all';

/** Marks a person's own notices as read; what of them still waits to be mailed or posted will be dropped. Returns how many were unread. */
export async function markRead(uow: TenantUnitOfWork, userId: StaffUserId, which: ReadWish): Promise<number> {
  const [condition, params] =
    which === 'all' ? ['', []] : 'id' in which ? ['and id = ?', [which.id]] : ['and ticket_id = ?', [which.ticketId]];
  return sqlRun(
    uow,
    `update notifications set state = 'read', settled_at = ? where user_id = ? and surface = 'console' and state in ('waiting', 'shown') ${condition}`,
    [uow.now, userId, ...params],
  );
}
