import { notFound } from '../errors.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { HookProvider } from './mail-hooks.types.ts';

/** Closes the HTTP door of a mailbox for one provider; its address is unknown from then on. Throws `not_found`. */
export async function removeMailHook(uow: TenantUnitOfWork, address: string, provider: HookProvider): Promise<void> {
  const removed = await sqlRun(
    uow,
    'delete from mail_hooks h using mailboxes m where m.id = h.mailbox_id and m.address = ? and h.provider = ?',
    [address.trim().toLowerCase(), provider],
  );
  if (removed === 0) throw notFound('HTTP door', `${provider} of ${address}`);
}
