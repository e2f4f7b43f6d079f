import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ViewLine } from './views.types.ts';

/** The views that a member of staff sees: their own in their order, then those that others share, by name; at most 200. */
export async function listViews(uow: TenantUnitOfWork, userId: StaffUserId): Promise<ViewLine[]> {
  return sqlRows<ViewLine>(
    uow,
    `select v.id, v.name, v.filter, v.shared, v.owner_id as "ownerId", s.name as owner, v.owner_id = ? as "isMine", v.version
     from saved_views v join staff_users s on s.id = v.owner_id
     where v.owner_id = ? or v.shared order by v.owner_id = ? desc, case when v.owner_id = ? then v.position end, lower(v.name), v.id limit 200`,
    [userId, userId, userId, userId],
  );
}
