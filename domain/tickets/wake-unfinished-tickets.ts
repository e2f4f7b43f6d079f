import { shardOf } from '../tenancy/shard.rules.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/**
 * Asks for the workflow of every ticket that is not closed or cancelled to be started or woken, as `wakeTicket` does for one: after a restore the
 * workflows are older than the tickets, or gone. In the order of their ids, as everybody who wakes several does: two at once wait, and never block each other.
 * Returns how many.
 */
export async function wakeUnfinishedTickets(uow: TenantUnitOfWork): Promise<number> {
  const count = await sqlRun(
    uow,
    `insert into ticket_wakeups (tenant_id, ticket_id, shard, stamp, requested_at, is_new)
     select tenant_id, id, ?, gen_random_uuid(), ?, false from tickets where status not in ('closed', 'cancelled') order by id
     on conflict (tenant_id, ticket_id) do update set stamp = excluded.stamp, is_new = false, next_at = null`,
    [shardOf(uow.tenantId), uow.now],
  );
  if (count > 0) uow.wake('ticket');
  return count;
}
