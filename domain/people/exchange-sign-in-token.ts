import { newId, type StaffUserId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { newToken } from './new-token.ts';
import { Session } from './people.entity.ts';
import { linkRefused, sessionExpiry, tokenHash } from './sign-in.rules.ts';

/** A session that has just begun: `cookieToken` is for the browser's cookie only and is kept nowhere else. */
export type NewSession = { cookieToken: string; userId: StaffUserId; expiresAt: Date };

/**
 * Consumes a sign-in link and begins a session of 12 hours. One statement takes the link, so of two exchanges at the same time one wins.
 * Throws `expired`, with the way to a new link, when the link is used, too old, unknown, or its user or company is no longer active.
 */
export async function exchangeSignInToken(uow: TenantUnitOfWork, token: string): Promise<NewSession> {
  const [link] = await sqlRows<{ user_id: StaffUserId }>(
    uow,
    `update sign_in_links l set used_at = ? from staff_users u, tenants t
     where l.token_hash = ? and l.used_at is null and l.expires_at > ? and u.id = l.user_id and u.active and t.id = l.tenant_id and t.status in ('active', 'trial')
     returning l.user_id`,
    [uow.now, tokenHash(token), uow.now],
  );
  if (link === undefined) throw linkRefused('used, too old, or its user is inactive');
  await sqlRun(uow, 'delete from sessions where user_id = ? and expires_at < ?', [link.user_id, uow.now]);
  const { token: cookieToken, hash } = newToken();
  const expiresAt = sessionExpiry(uow.now);
  await uow.em.insert(Session, {
    tenantId: uow.tenantId,
    id: newId<string>(),
    userId: link.user_id,
    tokenHash: hash,
    createdAt: uow.now,
    expiresAt,
    revokedAt: null,
  });
  return { cookieToken, userId: link.user_id, expiresAt };
}
