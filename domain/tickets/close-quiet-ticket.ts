import type { TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { loadClock } from './load-clock.ts';
import { recordEvent } from './record-event.ts';
import type { TicketClock } from './ticket-clock.types.ts';

/** Closes the ticket if it is still resolved and its quiet time is over; otherwise changes nothing. Returns the clock as it then stands. */
export async function closeQuietTicket(uow: TenantUnitOfWork, id: TicketId): Promise<TicketClock> {
  const clock = await loadClock(uow, id, 'for update of k');
  if (clock.closeAt === null || clock.closeAt > uow.now) return clock;
  await sqlRun(uow, "update tickets set status = 'closed', closed_at = ?, updated_at = ?, version = version + 1 where id = ?", [
    uow.now,
    uow.now,
    id,
  ]);
  await recordEvent(uow, id, 'status_changed', {
    from: 'resolved',
    to: 'closed',
    because: 'quiet time over',
    dueAt: clock.closeAt.toISOString(),
  });
  return { isOver: true, closeAt: null };
}
