import type { KeyRing } from '../../storage/key-ring.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { dkimSecretContext } from './dkim-secret.rules.ts';

/** Seals every signing key of the tenant that lies under an older key with the current one. Returns how many. Throws `key_missing`. */
export async function resealDkimKeys(uow: TenantUnitOfWork, keyRing: Pick<KeyRing, 'seal' | 'unseal' | 'isStale'>): Promise<number> {
  const rows = await sqlRows<{ id: string; secret: string }>(
    uow,
    'select id, private_secret as secret from dkim_keys order by id for update',
  );
  const stale = rows.filter((row) => keyRing.isStale(row.secret));
  for (const { id, secret } of stale) {
    const context = dkimSecretContext(id);
    await sqlRun(uow, 'update dkim_keys set private_secret = ? where id = ?', [keyRing.seal(keyRing.unseal(secret, context), context), id]);
  }
  return stale.length;
}
