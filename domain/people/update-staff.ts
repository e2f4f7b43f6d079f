import type { z } from 'zod';
import { planForPerson } from '../chat/plan-for-person.ts';
import { AppError, notFound } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Role } from './permissions.rules.ts';
import { revokeAllSessions } from './revoke-all-sessions.ts';
import { staffChangesSchema } from './staff-input.rules.ts';

/** What to change; what is left out stays. */
export type StaffChanges = z.input<typeof staffChangesSchema>;

/**
 * Changes a member of staff. Deactivating ends all sessions and sign-in links at once. Throws `not_found`, `invalid_input`, and `conflict` when
 * the tenant would be left without an active owner.
 */
export async function updateStaff(
  uow: TenantUnitOfWork,
  email: string,
  changes: StaffChanges,
): Promise<{ id: StaffUserId; role: Role; active: boolean }> {
  const input = parseInput(staffChangesSchema, changes);
  await sqlRows(uow, 'select 1 from tenants where id = ? for update', [uow.tenantId]);
  const [row] = await sqlRows<{ id: StaffUserId; role: Role; active: boolean }>(
    uow,
    `update staff_users set name = coalesce(?, name), role = coalesce(?, role), time_zone = coalesce(?, time_zone), language = coalesce(?, language),
       active = coalesce(?, active), version = version + 1 where email = ? returning id, role, active`,
    [
      input.name ?? null,
      input.role ?? null,
      input.timeZone ?? null,
      input.language ?? null,
      input.active ?? null,
      email.trim().toLowerCase(),
    ],
  );
  if (row === undefined) throw notFound('member of staff', email);
  const owners = await sqlRows(uow, "select 1 from staff_users where role = 'owner' and active limit 1");
  if (owners.length === 0) throw lastOwner();
  if (!row.active) await revokeAllSessions(uow, row.id);
  if (input.timeZone !== undefined || input.active !== undefined) await planForPerson(uow, row.id);
  return row;
}

function lastOwner(): AppError {
  return new AppError('conflict', {
    message: 'the change would leave the tenant without an active owner',
    userMessage: 'Nothing was changed: the company would have no active owner. Make somebody else an owner first.',
  });
}
