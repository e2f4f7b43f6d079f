import { AppError } from '../errors.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { findProvider } from './find-provider.ts';

/** Removes a provider and its key. The receipts of its calls stay, with its name. It must be named whole. Throws `not_found` and `conflict`. */
export async function removeProvider(uow: TenantUnitOfWork, name: string): Promise<{ name: string; isDefault: boolean }> {
  const { id, name: found, isDefault } = await findProvider(uow, name);
  if (![id, found.toLowerCase()].includes(name.trim().toLowerCase())) {
    throw new AppError('conflict', {
      message: 'a provider to remove must be named whole',
      userMessage: `Nothing was removed. Did you mean “${found}”? Write its whole name.`,
    });
  }
  await sqlRun(uow, 'update ai_calls set provider_id = null where provider_id = ?', [id]);
  await sqlRun(uow, 'delete from ai_providers where id = ?', [id]);
  return { name: found, isDefault };
}
