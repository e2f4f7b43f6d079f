import type { TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { recordEvent } from './record-event.ts';
import { closeDueAt } from './ticket.rules.ts';
import type { TicketStatus } from './tickets.types.ts';

type Row = { status: TicketStatus; resolved_at: Date | null; updated_at: Date; quiet_hours: number };

/** Closes the ticket if it is still resolved and its quiet time is over; otherwise changes nothing. The caller holds its row. */
export async function closeQuietTicket(uow: TenantUnitOfWork, id: TicketId): Promise<boolean> {
  const [row] = await sqlRows<Row>(
    uow,
    `select k.status, k.resolved_at, k.updated_at, t.quiet_hours_to_close as quiet_hours from tickets k join tenants t on t.id = k.tenant_id where k.id = ?`,
    [id],
  );
  if (row === undefined || row.resolved_at === null) return false;
  const quiet = { status: row.status, resolvedAt: new Date(row.resolved_at), updatedAt: new Date(row.updated_at) };
  const closeAt = closeDueAt(quiet, row.quiet_hours);
  if (closeAt === null || closeAt > uow.now) return false;
  await sqlRun(uow, "update tickets set status = 'closed', closed_at = ?, updated_at = ?, version = version + 1 where id = ?", [
    uow.now,
    uow.now,
    id,
  ]);
  await recordEvent(uow, id, 'status_changed', {
    from: 'resolved',
    to: 'closed',
    because: 'quiet time over',
    dueAt: closeAt.toISOString(),
  });
  return true;
}
