import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { defaultPreferences } from './notification.rules.ts';
import type { NotificationPreferences } from './notifications.types.ts';

/** What a person set, or the defaults. */
export async function loadPreferences(uow: TenantUnitOfWork, userId: StaffUserId): Promise<NotificationPreferences> {
  const [row] = await sqlRows<NotificationPreferences>(
    uow,
    `select quiet_from as "quietFrom", quiet_to as "quietTo", days, digest_at as "digestAt", via, morning, kinds from notification_preferences where user_id = ?`,
    [userId],
  );
  return row ?? defaultPreferences;
}
