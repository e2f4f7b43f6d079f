import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { newId, type StaffUserId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Role } from './permissions.rules.ts';
import { newStaffSchema, startingRole } from './staff-input.rules.ts';

/** Zone and language are the tenant's unless given. */
export type NewStaff = z.input<typeof newStaffSchema>;

/**
 * Adds a member of staff. The first of a tenant becomes its owner whatever role was asked for, so that no tenant is without one; look at the
 * returned role. Throws `invalid_input`, and `conflict` when the address is staff already.
 */
export async function addStaff(uow: TenantUnitOfWork, wanted: NewStaff): Promise<{ id: StaffUserId; role: Role }> {
  const input = parseInput(newStaffSchema, wanted);
  // The lock lets one of two first members become the owner, not both.
  await sqlRows(uow, 'select 1 from tenants where id = ? for update', [uow.tenantId]);
  const isFirst = (await sqlRows(uow, 'select 1 from staff_users limit 1')).length === 0;
  const role = isFirst ? 'owner' : (input.role ?? startingRole(false));
  const id = newId<StaffUserId>();
  const rows = await sqlRows(
    uow,
    `insert into staff_users (tenant_id, id, email, name, role, active, time_zone, language, created_at)
     select id, ?, ?, ?, ?, true, coalesce(?, time_zone), coalesce(?, language), ? from tenants where id = ?
     on conflict (tenant_id, email) do nothing returning id`,
    [id, input.email, input.name, role, input.timeZone ?? null, input.language ?? null, uow.now, uow.tenantId],
  );
  if (rows.length === 0) throw emailTaken(input.email);
  return { id, role };
}

function emailTaken(email: string): AppError {
  return new AppError('conflict', {
    message: 'staff address is taken',
    userMessage: `${email} is a member of staff already. Change or reactivate that member instead.`,
  });
}
