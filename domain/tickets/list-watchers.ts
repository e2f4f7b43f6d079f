import type { StaffUserId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** The active members of staff who watch a ticket, by name. */
export async function listWatchers(uow: TenantUnitOfWork, id: TicketId): Promise<{ id: StaffUserId; name: string }[]> {
  return sqlRows(
    uow,
    `select u.id, u.name from ticket_watchers w join staff_users u on u.id = w.user_id where w.ticket_id = ? and u.active order by lower(u.name), u.id`,
    [id],
  );
}
