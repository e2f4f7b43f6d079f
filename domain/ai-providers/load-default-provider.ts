import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Provider } from './ai-providers.types.ts';
import { providerColumns } from './provider-columns.ts';

/** The provider that every call of the tenant goes to: the default one while it is switched on. null: there is no model, everything is found without one. */
export async function loadDefaultProvider(uow: TenantUnitOfWork): Promise<Provider | null> {
  const [provider] = await providerColumns(uow, "is_default and state = 'active'");
  return provider ?? null;
}
