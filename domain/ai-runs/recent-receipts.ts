import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Receipt } from './ai-runs.types.ts';
import { receiptColumns } from './receipt-columns.ts';

/** The receipts of the company's last calls, the newest first. */
export function recentReceipts(uow: TenantUnitOfWork, limit: number): Promise<Receipt[]> {
  return receiptColumns(uow, 'true order by c.started_at desc, c.id desc limit ?', [limit]);
}
