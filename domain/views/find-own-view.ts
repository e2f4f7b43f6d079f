import { AppError, notFound } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { findView } from './find-view.ts';
import type { ViewLine } from './views.types.ts';

/** The view that its owner is about to change. Throws `not_found`, and `not_permitted` for one that is always there or belongs to a colleague. */
export async function findOwnView(uow: TenantUnitOfWork, userId: StaffUserId, name: string): Promise<ViewLine> {
  const found = await findView(uow, userId, name);
  if (found.kind === 'built_in') throw refused(`The view “${found.view.name}” is always there and cannot be changed.`);
  if (found.view.isMine) return found.view;
  if (found.view.shared)
    throw refused(`The view “${found.view.name}” belongs to ${found.view.owner}. Save its filter under a name of your own.`);
  throw notFound('view', name);
}

function refused(userMessage: string): AppError {
  return new AppError('not_permitted', { message: 'a view of somebody else', userMessage });
}
