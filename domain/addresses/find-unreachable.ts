import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { AddressHealthRow } from './address-health.types.ts';
import { healthColumns, healthOf } from './health-row.rules.ts';

/** Those of the addresses that get no automatic mail now, in their order. */
export async function findUnreachable(uow: TenantUnitOfWork, addresses: readonly string[]): Promise<AddressHealthRow[]> {
  const wanted = [...new Set(addresses.map((address) => address.toLowerCase()))];
  if (wanted.length === 0) return [];
  const rows = await sqlRows<AddressHealthRow>(
    uow,
    `select ${healthColumns} from address_health h
     where h.address in (${listMarks(wanted)}) and h.state <> 'watched' and (h.until is null or h.until > ?)`,
    [...wanted, uow.now],
  );
  return wanted.flatMap((address) => rows.filter((row) => row.address === address).map(healthOf));
}
