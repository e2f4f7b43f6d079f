import type { StaffUserId, TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from './lock-ticket.ts';
import { recordEvent } from './record-event.ts';

/** Ends somebody's watching of a ticket, also of somebody who left; `was` false when they did not watch it. Throws `not_found`. */
export async function unwatchTicket(
  uow: TenantUnitOfWork,
  id: TicketId,
  userId: StaffUserId,
): Promise<{ number: string; name: string; was: boolean }> {
  const ticket = await lockTicket(uow, id);
  const [person] = await sqlRows<{ name: string }>(uow, 'select name from staff_users where id = ?', [userId]);
  const name = person?.name ?? 'somebody';
  const gone = await sqlRun(uow, 'delete from ticket_watchers where ticket_id = ? and user_id = ?', [id, userId]);
  if (gone > 0) await recordEvent(uow, id, 'watcher_removed', { userId, name });
  return { number: ticket.number, name, was: gone > 0 };
}
