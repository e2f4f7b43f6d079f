import type { InstallationId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Installation } from './chat.types.ts';

/** Columns of `chat_installations` as an `Installation`. */
export const installationColumns = `tenant_id as "tenantId", id, platform, external_id as "externalId", enterprise_id as "enterpriseId",
  is_enterprise as "isEnterprise", name, app_id as "appId", bot_user_id as "botUserId", bot_id as "botId"`;

/** The workspace while it is connected, else null. */
export async function loadInstallation(uow: TenantUnitOfWork, id: InstallationId): Promise<Installation | null> {
  const [row] = await sqlRows<Installation>(
    uow,
    `select ${installationColumns} from chat_installations where id = ? and state = 'active'`,
    [id],
  );
  return row ?? null;
}
