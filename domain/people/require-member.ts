import { AppError } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { StaffUser } from './people.entity.ts';
import { assertCan, type Permission } from './permissions.rules.ts';

/**
 * Authorises at the moment of use what was granted earlier to a person (a link, a queued wish): still active, still allowed.
 * Throws `not_signed_in` for somebody who is no longer active staff here and `not_permitted` without the permission.
 */
export async function requireMember(uow: TenantUnitOfWork, userId: StaffUserId, permission: Permission): Promise<void> {
  const user = await uow.em.findOne(StaffUser, { id: userId, active: true });
  if (user === null) {
    throw new AppError('not_signed_in', {
      message: 'the member of staff is unknown or inactive',
      userMessage: 'You are no longer signed in as staff of this company. Ask an admin for a new sign-in link.',
    });
  }
  assertCan(user.role, permission);
}
