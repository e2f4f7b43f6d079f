import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { isUnreachable } from './address-health.rules.ts';
import type { AddressHealthRow } from './address-health.types.ts';
import { healthColumns, healthOf } from './health-row.rules.ts';

/**
 * Forgets what bounced at an address: it wrote a proven mail, or a person says that it works. Returns how it stood when that held automatic mail back, else null.
 */
export async function clearAddress(uow: TenantUnitOfWork, address: string): Promise<AddressHealthRow | null> {
  const [row] = await sqlRows<AddressHealthRow>(uow, `delete from address_health h where h.address = ? returning ${healthColumns}`, [
    address.toLowerCase(),
  ]);
  if (row === undefined) return null;
  const health = healthOf(row);
  return isUnreachable(health, uow.now) ? health : null;
}
