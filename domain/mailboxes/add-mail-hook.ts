import { randomBytes } from 'node:crypto';
import type { KeyRing } from '../../storage/key-ring.ts';
import { notFound } from '../errors.ts';
import { type MailboxId, type MailHookId, newId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { checkHookSecret, hookTokenHash, mailHookContext } from './mail-hook.rules.ts';
import type { HookBucket, HookProvider } from './mail-hooks.types.ts';

/** `storage`: where Amazon SES puts mails that are too long for a notification; null for none. */
export type NewMailHook = { address: string; provider: HookProvider; secret: string; storage: HookBucket | null };

/**
 * Opens a door over HTTP for a mailbox and returns the token of its address, which is kept nowhere. A door of the same provider that the mailbox has
 * already is replaced: its address ends at once. Throws `not_found` and `invalid_input`.
 */
export async function addMailHook(
  uow: TenantUnitOfWork,
  wanted: NewMailHook,
  keyRing: Pick<KeyRing, 'seal'>,
): Promise<{ id: MailHookId; token: string }> {
  const secret = checkHookSecret(wanted.provider, wanted.secret);
  const [mailbox] = await sqlRows<{ id: MailboxId }>(uow, 'select id from mailboxes where address = ?', [
    wanted.address.trim().toLowerCase(),
  ]);
  if (mailbox === undefined) throw notFound('mailbox', wanted.address);
  const id = newId<MailHookId>();
  const token = randomBytes(32).toString('base64url');
  const storage = wanted.provider === 'ses' ? wanted.storage : null;
  await sqlRun(uow, 'delete from mail_hooks where mailbox_id = ? and provider = ?', [mailbox.id, wanted.provider]);
  await sqlRun(
    uow,
    `insert into mail_hooks (tenant_id, id, mailbox_id, provider, token_hash, secret, bucket, bucket_prefix, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      uow.tenantId,
      id,
      mailbox.id,
      wanted.provider,
      hookTokenHash(token),
      keyRing.seal(secret, mailHookContext(id)),
      storage?.bucket ?? null,
      storage?.prefix ?? '',
      uow.now,
    ],
  );
  return { id, token };
}
