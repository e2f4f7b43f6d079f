import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Lifts the block of an address. Mail in quarantine stays there until it is released; `waiting` says how many of this address there are. */
export async function unblockSender(uow: TenantUnitOfWork, address: string): Promise<{ wasBlocked: boolean; waiting: number }> {
  const wanted = address.toLowerCase();
  const removed = await sqlRun(uow, 'delete from blocked_senders where address = ?', [wanted]);
  const [row] = await sqlRows<{ waiting: number }>(
    uow,
    "select count(*)::integer as waiting from inbound_mails where state = 'quarantined' and from_address = ?",
    [wanted],
  );
  return { wasBlocked: removed > 0, waiting: row?.waiting ?? 0 };
}
