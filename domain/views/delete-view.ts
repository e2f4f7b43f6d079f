import type { StaffUserId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { findOwnView } from './find-own-view.ts';
import { lockView } from './lock-view.ts';
import type { ViewLine } from './views.types.ts';

/** Deletes a view of a member of staff and returns what it was. Throws `not_found`, `not_permitted` and `conflict`. */
export async function deleteView(
  uow: TenantUnitOfWork,
  userId: StaffUserId,
  name: string,
  seenVersion: number | null = null,
): Promise<ViewLine> {
  const view = await findOwnView(uow, userId, name);
  await lockView(uow, userId, view.id, seenVersion);
  await sqlRun(uow, 'delete from saved_views where id = ?', [view.id]);
  return view;
}
