import type { CustomerId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A customer that answers to what was typed; `contact` says which of its people or addresses did, when it was not the name. */
export type FoundCustomer = { id: CustomerId; name: string; exact: boolean; contact: string | null };

/** At most `limit` customers whose name, mail domain, contact or contact's address contains the text, whatever the case; exact names first. */
export async function findCustomers(uow: TenantUnitOfWork, text: string, limit: number): Promise<FoundCustomer[]> {
  const wanted = text.trim();
  const pattern = `%${wanted.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  return sqlRows<FoundCustomer>(
    uow,
    `select k.id, k.name, (lower(k.name) = lower(?) or k.domains @> to_jsonb(lower(?)::text)) as exact,
       case when k.name ilike ? then null else p.shown end as contact
     from customers k left join lateral (
       select c.name || coalesce(' <' || a.address || '>', '') as shown from contacts c left join contact_addresses a on a.contact_id = c.id
       where c.customer_id = k.id and (c.name ilike ? or a.address ilike ?) order by c.name, a.address limit 1
     ) p on true
     where k.name ilike ? or k.domains::text ilike ? or p.shown is not null
     order by exact desc, (k.name ilike ?) desc, lower(k.name), k.id limit ?`,
    [wanted, wanted, pattern, pattern, pattern, pattern, pattern, pattern, limit],
  );
}
