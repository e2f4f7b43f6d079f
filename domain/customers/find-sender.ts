import type { ContactId, CustomerId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** What the tenant knows of a sender's address. Nothing of it proves who wrote: mail has no authority. */
export type KnownSender = {
  contactId: ContactId | null;
  customerId: CustomerId | null;
  name: string | null;
  isBlocked: boolean;
  isStaff: boolean;
  isOwnMailbox: boolean;
};

/**
 * Contact by any of its addresses, exact; else the customer whose *verified* domain it is (`domain.md` 3.4 rule 7; public mail domains are never
 * verified). Also whether the address is blocked, staff's or one of our own mailboxes.
 */
export async function findSender(uow: TenantUnitOfWork, address: string): Promise<KnownSender> {
  const wanted = address.toLowerCase();
  const [row] = await sqlRows<{
    contact_id: ContactId | null;
    contact_customer: CustomerId | null;
    domain_customer: CustomerId | null;
    name: string | null;
    blocked: boolean;
    staff: boolean;
    own: boolean;
  }>(
    uow,
    `select c.id as contact_id, c.customer_id as contact_customer, c.name,
       case when c.id is null then (select id from customers where domains @> to_jsonb(?::text) order by created_at limit 1) end as domain_customer,
       exists (select 1 from blocked_senders where address = ?) as blocked,
       exists (select 1 from staff_users where email = ?) as staff,
       exists (select 1 from mailboxes where address = ?) as own
     from (select 1) one left join contact_addresses a on a.address = ? left join contacts c on c.id = a.contact_id`,
    [wanted.slice(wanted.lastIndexOf('@') + 1), wanted, wanted, wanted, wanted],
  );
  return {
    contactId: row?.contact_id ?? null,
    customerId: row?.contact_customer ?? row?.domain_customer ?? null,
    name: row?.name ?? null,
    isBlocked: row?.blocked ?? false,
    isStaff: row?.staff ?? false,
    isOwnMailbox: row?.own ?? false,
  };
}
