import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** True when `ancestor` is the ticket itself or above it: its parent, the parent of that, and so on. */
export async function isInFamily(uow: TenantUnitOfWork, id: TicketId, ancestor: TicketId): Promise<boolean> {
  const [row] = await sqlRows<{ found: boolean }>(
    uow,
    `with recursive up as (
       select id, parent_id from tickets where id = ?
       union select t.id, t.parent_id from up u join tickets t on t.id = u.parent_id
     ) select exists (select 1 from up where id = ?) as found`,
    [id, ancestor],
  );
  return row?.found ?? false;
}
