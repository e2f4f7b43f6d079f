import { notFound } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { listViews } from './list-views.ts';
import { builtInView } from './view.rules.ts';
import type { FoundView } from './views.types.ts';

/**
 * The view a member of staff means by a name, whatever its case: one that is always there, then their own, then a shared one; a beginning of a name counts
 * when only one view begins so. Throws `not_found`, also for what somebody else keeps to themselves.
 */
export async function findView(uow: TenantUnitOfWork, userId: StaffUserId, name: string): Promise<FoundView> {
  const builtIn = builtInView(name);
  if (builtIn !== null) return { kind: 'built_in', view: builtIn };
  const wanted = name.trim().toLowerCase();
  const views = await listViews(uow, userId);
  const begun = views.filter((view) => view.name.toLowerCase().startsWith(wanted));
  const view = views.find((one) => one.name.toLowerCase() === wanted) ?? (begun.length === 1 ? begun[0] : undefined);
  if (view === undefined || wanted === '') throw notFound('view', name.slice(0, 60));
  return { kind: 'saved', view };
}
