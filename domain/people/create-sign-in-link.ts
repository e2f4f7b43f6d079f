import { notFound } from '../errors.ts';
import { newId, type StaffUserId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { newToken } from './new-token.ts';
import { SignInLink, StaffUser } from './people.entity.ts';
import { linkExpiry } from './sign-in.rules.ts';

/**
 * Makes a sign-in link's token for an active member of staff: single use, 15 minutes. The token is returned once and never stored; only its
 * SHA-256 is. Earlier links stay good until they end. Throws `not_found` for a user who is unknown here or inactive.
 */
export async function createSignInLink(uow: TenantUnitOfWork, userId: StaffUserId): Promise<{ token: string; expiresAt: Date }> {
  const user = await uow.em.findOne(StaffUser, { id: userId, active: true });
  if (user === null) throw notFound('active member of staff', userId);
  await sqlRun(uow, 'delete from sign_in_links where user_id = ? and expires_at < ?', [userId, uow.now]);
  const { token, hash } = newToken();
  const expiresAt = linkExpiry(uow.now);
  await uow.em.insert(SignInLink, {
    tenantId: uow.tenantId,
    id: newId<string>(),
    userId,
    tokenHash: hash,
    createdAt: uow.now,
    expiresAt,
    usedAt: null,
  });
  return { token, expiresAt };
}
