import { newId, type StaffUserId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { linkCodeHash, linkExpiry, readLinkCode } from './chat-link.rules.ts';
import { newLinkCode } from './new-link-code.ts';

/**
 * Makes a code that the member of staff says in a workspace to prove that the person there is they. Single use, ten minutes; an earlier code of theirs is void.
 * The code is returned once; only its hash is kept.
 */
export async function startLinkFromStaff(uow: TenantUnitOfWork, userId: StaffUserId): Promise<{ code: string; expiresAt: Date }> {
  await sqlRun(uow, 'delete from chat_link_requests where user_id = ? or expires_at < ?', [userId, uow.now]);
  const code = newLinkCode();
  const expiresAt = linkExpiry(uow.now);
  await sqlRun(
    uow,
    'insert into chat_link_requests (tenant_id, id, token_hash, user_id, created_at, expires_at) values (?, ?, ?, ?, ?, ?)',
    [uow.tenantId, newId<string>(), linkCodeHash(readLinkCode(code) ?? code), userId, uow.now, expiresAt],
  );
  return { code, expiresAt };
}
