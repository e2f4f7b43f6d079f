import type { CustomerId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** One customer as lists show it. */
export type CustomerLine = { id: CustomerId; name: string; status: string; domains: string[]; contacts: number };

/** All customers of the tenant by name. */
export async function listCustomers(uow: TenantUnitOfWork): Promise<CustomerLine[]> {
  return sqlRows<CustomerLine>(
    uow,
    `select k.id, k.name, k.status, k.domains, (select count(*)::integer from contacts c where c.customer_id = k.id) as contacts
     from customers k order by lower(k.name)`,
  );
}
