import type { KeyRing } from '../../storage/key-ring.ts';
import type { MailHookId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { mailHookContext } from './mail-hook.rules.ts';

/** Seals every secret of an HTTP door that lies under an older key with the current one. Returns how many. Throws `key_missing`. */
export async function resealHookSecrets(uow: TenantUnitOfWork, keyRing: Pick<KeyRing, 'seal' | 'unseal' | 'isStale'>): Promise<number> {
  const rows = await sqlRows<{ id: MailHookId; secret: string }>(uow, 'select id, secret from mail_hooks order by id for update');
  const stale = rows.filter(({ secret }) => keyRing.isStale(secret));
  for (const { id, secret } of stale) {
    const context = mailHookContext(id);
    await sqlRun(uow, 'update mail_hooks set secret = ? where id = ?', [keyRing.seal(keyRing.unseal(secret, context), context), id]);
  }
  return stale.length;
}
