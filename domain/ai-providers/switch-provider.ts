import type { AiProviderId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { findProvider } from './find-provider.ts';

/** Switches a provider on or off. While the default one is off no call leaves: everything is found without a model. Throws `not_found`. */
export async function switchProvider(
  uow: TenantUnitOfWork,
  name: string,
  state: 'active' | 'off',
): Promise<{ id: AiProviderId; name: string; isDefault: boolean }> {
  const { id, name: found, isDefault } = await findProvider(uow, name);
  await sqlRun(uow, 'update ai_providers set state = ?, updated_at = ? where id = ?', [state, uow.now, id]);
  return { id, name: found, isDefault };
}
