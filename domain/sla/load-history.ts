import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { historyEventTypes } from './history.rules.ts';
import type { TicketHistory } from './history.types.ts';
import { type HistoryRow, historyOf, historySelect } from './history-row.rules.ts';

/** What a ticket's clocks depend on, from its event log. Null when there is no such ticket. */
export async function loadHistory(uow: TenantUnitOfWork, ticketId: TicketId): Promise<TicketHistory | null> {
  const [row] = await sqlRows<HistoryRow>(uow, `${historySelect} where k.id = ?`, [...historyEventTypes, ticketId]);
  return row === undefined ? null : historyOf(row);
}
