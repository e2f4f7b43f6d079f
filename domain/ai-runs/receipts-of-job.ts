import type { AiJobId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Receipt } from './ai-runs.types.ts';
import { receiptColumns } from './receipt-columns.ts';

const most = 50;

/** The receipts of a job's calls, the newest first: the one its result came from before those that led to nothing. */
export function receiptsOfJob(uow: TenantUnitOfWork, jobId: AiJobId): Promise<Receipt[]> {
  return receiptColumns(uow, `c.job_id = ? order by c.attempt desc, c.try desc limit ${most}`, [jobId]);
}
