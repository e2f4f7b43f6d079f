import type { KeyRing } from '../../storage/key-ring.ts';
import type { AiProviderId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { providerKeyContext } from './ai-providers.types.ts';

/** Seals every provider's key of the tenant that lies under an older key with the current one. Returns how many. Throws `key_missing`. */
export async function resealProviderKeys(uow: TenantUnitOfWork, keyRing: Pick<KeyRing, 'seal' | 'unseal' | 'isStale'>): Promise<number> {
  const rows = await sqlRows<{ id: AiProviderId; sealed: string }>(
    uow,
    'select id, api_key as sealed from ai_providers where api_key is not null order by id for update',
  );
  const stale = rows.filter((row) => keyRing.isStale(row.sealed));
  for (const { id, sealed } of stale) {
    const context = providerKeyContext(id);
    await sqlRun(uow, 'update ai_providers set api_key = ? where id = ?', [keyRing.seal(keyRing.unseal(sealed, context), context), id]);
  }
  return stale.length;
}
