import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { BouncedRecipient, ReportedRecipient } from './bounced-recipient.types.ts';
import type { BouncedDelivery } from './find-bounced-delivery.ts';

/**
 * Keeps what a report says of each recipient with the delivery, the latest word of each. Returns those it says something new about: a server that reports
 * one failure twice is not two failures.
 */
export async function keepBounces(
  uow: TenantUnitOfWork,
  delivery: Pick<BouncedDelivery, 'id' | 'bounces'>,
  reported: readonly ReportedRecipient[],
): Promise<ReportedRecipient[]> {
  const fresh = reported.filter((one) => !delivery.bounces.some((old) => old.address === one.address && old.outcome === one.outcome));
  if (fresh.length === 0) return [];
  const kept = delivery.bounces.filter((old) => !fresh.some((one) => one.address === old.address));
  const added: BouncedRecipient[] = fresh.map((one) => ({ ...one, at: uow.now.toISOString() }));
  await sqlRun(uow, 'update deliveries set bounces = ?::jsonb where id = ?', [JSON.stringify([...kept, ...added]), delivery.id]);
  return fresh;
}
