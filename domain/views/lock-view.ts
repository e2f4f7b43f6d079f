import { AppError, notFound } from '../errors.ts';
import type { SavedViewId, StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/**
 * Takes a view of a member of staff for this unit. Throws `not_found` for a view that is gone or somebody else's, and `conflict` when it has another version
 * than `seenVersion`.
 */
export async function lockView(uow: TenantUnitOfWork, userId: StaffUserId, id: SavedViewId, seenVersion: number | null): Promise<void> {
  const [row] = await sqlRows<{ name: string; version: number }>(
    uow,
    'select name, version from saved_views where id = ? and owner_id = ? for update',
    [id, userId],
  );
  if (row === undefined) throw notFound('view of yours', id);
  if (seenVersion === null || row.version === seenVersion) return;
  throw new AppError('conflict', {
    message: `view changed since version ${seenVersion}`,
    userMessage: `The view “${row.name}” was changed after you saw it. Nothing was overwritten: look at it again.`,
  });
}
