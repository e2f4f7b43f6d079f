import { loadAssignee } from '../assignment/load-assignee.ts';
import type { StaffUserId, TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from './lock-ticket.ts';
import { recordEvent } from './record-event.ts';

/**
 * Makes somebody a watcher of a ticket; `isNew` false when they are one already. The ticket itself is not changed by it, so its version stays. Throws
 * `invalid_input` for somebody who is not active or whose role works no tickets, and `not_found`.
 */
export async function watchTicket(
  uow: TenantUnitOfWork,
  id: TicketId,
  userId: StaffUserId,
): Promise<{ number: string; name: string; isNew: boolean }> {
  const ticket = await lockTicket(uow, id);
  const person = await loadAssignee(uow, userId);
  const added = await sqlRun(
    uow,
    'insert into ticket_watchers (tenant_id, ticket_id, user_id, added_at) values (?, ?, ?, ?) on conflict do nothing',
    [uow.tenantId, id, userId, uow.now],
  );
  if (added > 0) await recordEvent(uow, id, 'watcher_added', { userId, name: person.name });
  return { number: ticket.number, name: person.name, isNew: added > 0 };
}
