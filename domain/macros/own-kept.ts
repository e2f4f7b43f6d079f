import { AppError } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { KeptHead } from './find-kept.ts';

/** Throws `not_permitted` unless the person of this unit is the owner: sharing lets others use something, never change it. */
export function ownKept(uow: TenantUnitOfWork, kept: Pick<KeptHead, 'name' | 'owner' | 'ownerId'>): void {
  if (keeper(uow) === kept.ownerId) return;
  throw new AppError('not_permitted', {
    message: 'kept by another person',
    userMessage: `“${kept.name}” is ${kept.owner}’s: everybody may use it, and only ${kept.owner} may change it. Save one of your own under that name instead.`,
  });
}

function keeper(uow: TenantUnitOfWork): StaffUserId | null {
  return uow.actor.kind === 'staff' ? uow.actor.userId : null;
}
