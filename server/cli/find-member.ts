import { notFound } from '../../domain/errors.ts';
import type { StaffUserId, TenantId } from '../../domain/ids.types.ts';
import { chooseTenant } from './choose-tenant.ts';
import { UsageError } from './cli.types.ts';
import type { Desk } from './open-desk.ts';

/** The active member of staff with that address; `slug` is needed only when several companies know it. Throws `not_found` and UsageError. */
export async function findMember(
  desk: Desk,
  email: string,
  slug: string | undefined,
): Promise<{ tenantId: TenantId; userId: StaffUserId }> {
  const members = await desk.across.unsafeStaffByEmail(email.trim());
  const tenantId = slug === undefined ? undefined : (await chooseTenant(desk, slug)).id;
  const fitting = members.filter((member) => tenantId === undefined || member.tenantId === tenantId);
  if (fitting.length > 1) {
    const tenants = await desk.across.unsafeListTenants();
    const slugs = tenants.filter((tenant) => fitting.some((member) => member.tenantId === tenant.id)).map((tenant) => tenant.slug);
    throw new UsageError(`${email} works for several companies. Add --tenant with one of: ${slugs.join(', ')}.`);
  }
  const [member] = fitting;
  if (member === undefined) throw notFound('active member of staff', email);
  return member;
}
