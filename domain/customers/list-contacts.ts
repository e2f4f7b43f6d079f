import type { ContactId, CustomerId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** One contact as lists show it; the primary address first. */
export type ContactLine = {
  id: ContactId;
  name: string;
  customerId: CustomerId | null;
  customer: string | null;
  jobTitle: string | null;
  phone: string | null;
  addresses: string[];
};

/** All contacts of the tenant by customer and name. */
export async function listContacts(uow: TenantUnitOfWork): Promise<ContactLine[]> {
  return sqlRows<ContactLine>(
    uow,
    `select c.id, c.name, c.customer_id as "customerId", k.name as customer, c.job_title as "jobTitle", c.phone,
       coalesce(jsonb_agg(a.address order by a.is_primary desc, a.address) filter (where a.id is not null), '[]') as addresses
     from contacts c left join customers k on k.id = c.customer_id left join contact_addresses a on a.contact_id = c.id
     group by c.id, k.name order by lower(k.name) nulls last, lower(c.name), c.id`,
  );
}
