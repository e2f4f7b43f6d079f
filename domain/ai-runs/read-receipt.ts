import { notFound } from '../errors.ts';
import type { AiCallId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Receipt } from './ai-runs.types.ts';
import { receiptColumns } from './receipt-columns.ts';

/** The receipt of one call. Throws `not_found`. */
export async function readReceipt(uow: TenantUnitOfWork, callId: AiCallId): Promise<Receipt> {
  const [receipt] = await receiptColumns(uow, 'c.id::text = ?', [callId]);
  if (receipt === undefined) throw notFound('receipt', callId.slice(0, 60));
  return receipt;
}
