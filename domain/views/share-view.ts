import { AppError } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { findOwnView } from './find-own-view.ts';
import { lockView } from './lock-view.ts';
import type { ViewLine } from './views.types.ts';

/**
 * Shows a view of a member of staff to everybody of the company, or to its owner alone again. Throws `not_found`, `not_permitted`, and `conflict` when it
 * was changed meanwhile or another shared view has its name.
 */
export async function shareView(
  uow: TenantUnitOfWork,
  userId: StaffUserId,
  wanted: { name: string; shared: boolean },
  seenVersion: number | null = null,
): Promise<ViewLine> {
  const view = await findOwnView(uow, userId, wanted.name);
  await lockView(uow, userId, view.id, seenVersion);
  if (view.shared === wanted.shared) return view;
  const taken = await sqlRows<{ owner: string }>(
    uow,
    'select s.name as owner from saved_views v join staff_users s on s.id = v.owner_id where v.shared and lower(v.name) = lower(?) and v.id <> ?',
    [view.name, view.id],
  );
  if (wanted.shared && taken[0] !== undefined) {
    throw new AppError('conflict', {
      message: 'a shared view of that name is there',
      userMessage: `${taken[0].owner} shares a view “${view.name}” already. Save yours under another name first.`,
    });
  }
  await sqlRun(uow, 'update saved_views set shared = ?, version = version + 1, updated_at = ? where id = ?', [
    wanted.shared,
    uow.now,
    view.id,
  ]);
  return { ...view, shared: wanted.shared, version: view.version + 1 };
}
