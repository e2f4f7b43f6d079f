import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** How many notices a person has not read. */
export async function countUnread(uow: TenantUnitOfWork, userId: StaffUserId): Promise<number> {
  const [row] = await sqlRows<{ count: number }>(
    uow,
    "select count(*)::integer as count from notifications where user_id = ? and surface = 'console' and state in ('waiting', 'shown')",
    [userId],
  );
  return row?.count ?? 0;
}
