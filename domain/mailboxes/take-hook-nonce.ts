import type { MailHookId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Hours a once-only token is remembered; far longer than a signature with it is believed. */
const keptHours = 24;

/**
 * Takes a once-only token together with what came with it. True the first time, and again for the very same content (a provider that lost our answer);
 * false when other content comes under a token that was seen before. Belongs in the unit that stores the mail: both or neither.
 */
export async function takeHookNonce(uow: TenantUnitOfWork, hookId: MailHookId, nonceHash: string, contentHash: string): Promise<boolean> {
  const [row] = await sqlRows<{ contentHash: string }>(
    uow,
    `insert into mail_hook_nonces as n (tenant_id, hook_id, nonce_hash, content_hash, seen_at) values (?, ?, ?, ?, ?)
     on conflict (tenant_id, hook_id, nonce_hash) do update set seen_at = n.seen_at returning n.content_hash as "contentHash"`,
    [uow.tenantId, hookId, nonceHash, contentHash, uow.now],
  );
  const oldest = new Date(uow.now.getTime() - keptHours * 3_600_000);
  await sqlRun(uow, 'delete from mail_hook_nonces where hook_id = ? and seen_at < ?', [hookId, oldest]);
  return row?.contentHash === contentHash;
}
