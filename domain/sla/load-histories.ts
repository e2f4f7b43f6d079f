import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { historyEventTypes } from './history.rules.ts';
import type { TicketHistory } from './history.types.ts';
import { type HistoryRow, historyOf, historySelect } from './history-row.rules.ts';

/** As `loadHistory` for every ticket that was created or changed since, spam left out; oldest first. */
export async function loadHistories(uow: TenantUnitOfWork, { since }: { since: Date }): Promise<TicketHistory[]> {
  const rows = await sqlRows<HistoryRow>(
    uow,
    `${historySelect} where (k.created_at >= ? or k.updated_at >= ?) and not k.is_spam order by k.created_at, k.id`,
    [...historyEventTypes, since, since],
  );
  return rows.map(historyOf);
}
