import { notFound } from '../errors.ts';
import type { ContactId, CustomerId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A customer with its people and how much is open; at most thirty contacts, `contactCount` says how many there are. */
export type CustomerView = {
  id: CustomerId;
  name: string;
  status: string;
  domains: string[];
  contactCount: number;
  contacts: { id: ContactId; name: string; jobTitle: string | null; phone: string | null; addresses: string[] }[];
  unfinishedTickets: number;
  allTickets: number;
};

/** The customer as a person sees it. Throws `not_found`. */
export async function viewCustomer(uow: TenantUnitOfWork, id: CustomerId): Promise<CustomerView> {
  const [row] = await sqlRows<Omit<CustomerView, 'contacts'>>(
    uow,
    `select k.id, k.name, k.status, k.domains,
       (select count(*)::integer from contacts c where c.customer_id = k.id) as "contactCount",
       (select count(*)::integer from tickets t where t.customer_id = k.id and not t.is_spam and t.status in ('open', 'in_progress', 'waiting_customer'))
         as "unfinishedTickets",
       (select count(*)::integer from tickets t where t.customer_id = k.id and not t.is_spam) as "allTickets"
     from customers k where k.id = ?`,
    [id],
  );
  if (row === undefined) throw notFound('customer', id);
  const contacts = await sqlRows<CustomerView['contacts'][number]>(
    uow,
    `select c.id, c.name, c.job_title as "jobTitle", c.phone,
       coalesce((select jsonb_agg(a.address order by a.is_primary desc, a.address) from contact_addresses a where a.contact_id = c.id), '[]') as addresses
     from contacts c where c.customer_id = ? order by lower(c.name), c.id limit 30`,
    [id],
  );
  return { ...row, contacts };
}
