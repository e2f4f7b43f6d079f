import { AppError } from '../errors.ts';
import { newId, type SavedViewId, type StaffUserId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { listViews } from './list-views.ts';
import { lockView } from './lock-view.ts';
import { mostViews, viewFilter, viewName } from './view.rules.ts';
import type { ViewLine } from './views.types.ts';

/**
 * Keeps a filter under a name for a member of staff, or gives their view of that name another filter. `seenVersion` is the version that the change was decided
 * on. Throws `invalid_input` for a bad name, an empty filter or too many views, and `conflict` when the view was changed meanwhile.
 */
export async function saveView(
  uow: TenantUnitOfWork,
  userId: StaffUserId,
  wanted: { name: string; filter: string },
  seenVersion: number | null = null,
): Promise<{ view: ViewLine; isNew: boolean }> {
  const name = parseInput(viewName, wanted.name);
  const filter = parseInput(viewFilter, wanted.filter);
  const mine = (await listViews(uow, userId)).filter((view) => view.isMine);
  const there = mine.find((view) => view.name.toLowerCase() === name.toLowerCase());
  if (there === undefined) await insert(uow, userId, { name, filter }, mine.length);
  else {
    await lockView(uow, userId, there.id, seenVersion);
    await sqlRun(uow, 'update saved_views set name = ?, filter = ?, version = version + 1, updated_at = ? where id = ?', [
      name,
      filter,
      uow.now,
      there.id,
    ]);
  }
  const view = (await listViews(uow, userId)).find((one) => one.isMine && one.name === name);
  if (view === undefined) throw new Error('a view that was saved is not there');
  return { view, isNew: there === undefined };
}

async function insert(uow: TenantUnitOfWork, userId: StaffUserId, view: { name: string; filter: string }, count: number): Promise<void> {
  if (count >= mostViews) {
    throw new AppError('invalid_input', {
      message: 'too many saved views',
      userMessage: `You keep ${mostViews} views already. Delete one you no longer need with “view delete NAME”.`,
    });
  }
  // Two people cannot meet here; the same person can, with two windows.
  const rows = await sqlRows(
    uow,
    `insert into saved_views (tenant_id, id, owner_id, name, filter, position, created_at, updated_at)
     values (?, ?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from saved_views where owner_id = ?), ?, ?)
     on conflict (tenant_id, owner_id, lower(name)) do nothing returning id`,
    [uow.tenantId, newId<SavedViewId>(), userId, view.name, view.filter, userId, uow.now, uow.now],
  );
  if (rows.length > 0) return;
  throw new AppError('conflict', {
    message: 'a view of that name was saved at the same time',
    userMessage: `A view “${view.name}” was saved at the same moment. Nothing was overwritten: look at it and save again.`,
  });
}
