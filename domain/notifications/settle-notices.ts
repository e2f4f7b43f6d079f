import type { DeliveryId } from '../ids.types.ts';
import { listMarks, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Ends the waiting of notices: a ledger has what they say, or they are of no interest any more. `delivery` is the mail they went into. */
export async function settleNotices(
  uow: TenantUnitOfWork,
  notices: readonly { id: string }[],
  state: 'queued' | 'dropped',
  delivery: DeliveryId | null = null,
): Promise<void> {
  if (notices.length === 0) return;
  const ids = notices.map((notice) => notice.id);
  await sqlRun(uow, `update notifications set state = ?, settled_at = ?, delivery_id = ? where id in (${listMarks(ids)})`, [
    state,
    uow.now,
    delivery,
    ...ids,
  ]);
}
