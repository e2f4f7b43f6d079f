import { type CustomerId, isUuid } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** What the customer is called; null when there is none of that id. */
export async function nameCustomer(uow: TenantUnitOfWork, id: CustomerId): Promise<string | null> {
  if (!isUuid(id)) return null;
  const [row] = await sqlRows<{ name: string }>(uow, 'select name from customers where id = ?', [id]);
  return row?.name ?? null;
}
