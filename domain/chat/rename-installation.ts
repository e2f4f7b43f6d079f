import type { InstallationId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Keeps a workspace's new name. Nothing else hangs on it. */
export async function renameInstallation(uow: TenantUnitOfWork, id: InstallationId, name: string): Promise<void> {
  await sqlRun(uow, 'update chat_installations set name = ? where id = ?', [name.slice(0, 200), id]);
}
