import { pickNamed } from '../pick-named.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { listProviders, type ProviderLine } from './list-providers.ts';

/** The provider of that name or id; a part of a name that fits only one will do. Throws `not_found` with the names there are. */
export async function findProvider(uow: TenantUnitOfWork, text: string): Promise<ProviderLine> {
  return pickNamed(await listProviders(uow), text, {
    one: 'provider',
    many: 'providers',
    none: 'None is set up: `deskhand ai provider add` adds one.',
  });
}
