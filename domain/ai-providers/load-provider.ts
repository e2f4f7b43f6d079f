import { notFound } from '../errors.ts';
import type { AiProviderId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Provider } from './ai-providers.types.ts';
import { providerColumns } from './provider-columns.ts';

/** A provider as calls use it, whatever its state; its row is locked until the unit ends. Throws `not_found`. */
export async function loadProvider(uow: TenantUnitOfWork, id: AiProviderId): Promise<Provider> {
  const [provider] = await providerColumns(uow, 'id = ? for update', [id]);
  if (provider === undefined) throw notFound('provider', id);
  return provider;
}
