import { AppError } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Role } from './permissions.rules.ts';

/** A member of staff as they are in this unit. */
export type Member = { id: StaffUserId; name: string; role: Role; timeZone: string };

/** Reads a person's role and zone at the moment of use. Throws `not_signed_in` for somebody who is not, or no longer, active staff of this tenant. */
export async function loadMember(uow: TenantUnitOfWork, userId: StaffUserId): Promise<Member> {
  const [member] = await sqlRows<Member>(uow, 'select id, name, role, time_zone as "timeZone" from staff_users where id = ? and active', [
    userId,
  ]);
  if (member !== undefined) return member;
  throw new AppError('not_signed_in', {
    message: 'the member of staff is unknown or inactive',
    userMessage: 'You are not active staff of this company, so nothing was done. Ask an admin to let you in.',
  });
}
