import type { StaffUserId, TenantId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Role } from './permissions.rules.ts';
import { tokenHash } from './sign-in.rules.ts';

/** Who is signed in, as the row says now: a changed role counts at the next request. */
export type SignedIn = {
  tenantId: TenantId;
  tenantName: string;
  userId: StaffUserId;
  name: string;
  email: string;
  role: Role;
  timeZone: string;
  language: string;
  expiresAt: Date;
};

/** The user of a cookie's token, or null when the session is over, revoked or unknown, or its user or company is no longer active. */
export async function readSession(uow: TenantUnitOfWork, cookieToken: string): Promise<SignedIn | null> {
  const [row] = await sqlRows<Omit<SignedIn, 'expiresAt'> & { expiresAt: Date | string }>(
    uow,
    `select t.id as "tenantId", t.name as "tenantName", u.id as "userId", u.name, u.email, u.role, u.time_zone as "timeZone", u.language,
       s.expires_at as "expiresAt"
     from sessions s join staff_users u on u.id = s.user_id join tenants t on t.id = s.tenant_id
     where s.token_hash = ? and s.revoked_at is null and s.expires_at > ? and u.active and t.status in ('active', 'trial')`,
    [tokenHash(cookieToken), uow.now],
  );
  return row === undefined ? null : { ...row, expiresAt: new Date(row.expiresAt) };
}
