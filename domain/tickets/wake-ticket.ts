import { mirrorTicket } from '../chat/mirror-ticket.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { refreshClock } from './refresh-clock.ts';
import { wakeupPart } from './ticket-rows.rules.ts';

/**
 * The last step of every change of a ticket: its clocks and its threads in chats are brought up to date in this commit, and its workflow is told when to look
 * next (or started again, when it has ended).
 */
export async function wakeTicket(uow: TenantUnitOfWork, ticketId: TicketId): Promise<void> {
  const { isOver, nextAt } = await refreshClock(uow, ticketId);
  const { sql, params } = wakeupPart(uow, ticketId, false, isOver ? 'look' : (nextAt ?? 'never'));
  await sqlRun(uow, sql, params);
  await mirrorTicket(uow, ticketId);
  uow.wake('ticket');
}
