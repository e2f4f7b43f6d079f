import { AppError } from '../errors.ts';
import type { AiProviderId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { findProvider } from './find-provider.ts';

/** From now on every call of the tenant goes to this provider. Throws `not_found`, and `conflict` for one that is switched off. */
export async function setDefaultProvider(uow: TenantUnitOfWork, name: string): Promise<{ id: AiProviderId; name: string }> {
  await sqlRows(uow, 'select id from ai_providers order by id for update');
  const { id, name: found, state } = await findProvider(uow, name);
  if (state === 'off') {
    throw new AppError('conflict', {
      message: 'the provider is switched off',
      userMessage: `“${found}” is switched off, so nothing was changed. Switch it on first: ai provider ${found} on`,
    });
  }
  await sqlRun(uow, 'update ai_providers set is_default = false, updated_at = ? where is_default and id <> ?', [uow.now, id]);
  await sqlRun(uow, 'update ai_providers set is_default = true, updated_at = ? where id = ? and not is_default', [uow.now, id]);
  return { id, name: found };
}
