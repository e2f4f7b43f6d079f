import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A ticket that was merged into another, directly or by way of others. */
export type MergedSource = { id: TicketId; number: string };

/** Every ticket that was merged into this one, oldest first; usually none. */
export async function mergedSources(uow: TenantUnitOfWork, id: TicketId): Promise<MergedSource[]> {
  return sqlRows<MergedSource>(
    uow,
    `with recursive sources as (
       select id, number from tickets where merged_into_id = ?
       union select t.id, t.number from sources s join tickets t on t.merged_into_id = s.id
     ) select id, number from sources order by number limit 50`,
    [id],
  );
}
