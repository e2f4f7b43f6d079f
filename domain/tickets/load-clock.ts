import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { closeDueAt } from './ticket.rules.ts';
import type { TicketClock } from './ticket-clock.types.ts';
import type { TicketStatus } from './tickets.types.ts';

type Row = { status: TicketStatus; resolved_at: Date | null; updated_at: Date; quiet_hours: number };

/** The clock of a ticket, its row locked when `lock` says so. A ticket that is gone is over. */
export async function loadClock(uow: TenantUnitOfWork, id: TicketId, lock: '' | 'for update of k' = ''): Promise<TicketClock> {
  const [row] = await sqlRows<Row>(
    uow,
    `select k.status, k.resolved_at, k.updated_at, t.quiet_hours_to_close as quiet_hours from tickets k join tenants t on t.id = k.tenant_id where k.id = ? ${lock}`,
    [id],
  );
  return row === undefined ? { isOver: true, closeAt: null } : clockOf(row);
}

function clockOf(row: Row): TicketClock {
  const isOver = row.status === 'closed' || row.status === 'cancelled';
  const resolvedAt = row.resolved_at === null ? null : new Date(row.resolved_at);
  return { isOver, closeAt: closeDueAt({ status: row.status, resolvedAt, updatedAt: new Date(row.updated_at) }, row.quiet_hours) };
}
