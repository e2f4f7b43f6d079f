import type { z } from 'zod';
import { AppError, notFound } from '../errors.ts';
import { type ContactId, type CustomerId, newId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { newContactSchema } from './customer-input.rules.ts';

/** `customerId` null: a known person without a customer yet. The first address is the primary one. */
export type NewContact = z.input<typeof newContactSchema> & { customerId: CustomerId | null };

/** Adds a contact with its addresses. Throws `invalid_input`, `not_found` for an unknown customer, and `conflict` naming whose an address is. */
export async function addContact(uow: TenantUnitOfWork, wanted: NewContact): Promise<{ id: ContactId }> {
  const input = parseInput(newContactSchema, wanted);
  if (wanted.customerId !== null) await assertCustomer(uow, wanted.customerId);
  const id = newId<ContactId>();
  await sqlRun(uow, 'insert into contacts (tenant_id, id, customer_id, name, job_title, phone, created_at) values (?, ?, ?, ?, ?, ?, ?)', [
    uow.tenantId,
    id,
    wanted.customerId,
    input.name,
    input.jobTitle,
    input.phone,
    uow.now,
  ]);
  for (const [index, address] of [...new Set(input.addresses)].entries()) await addAddress(uow, id, address, index === 0);
  return { id };
}

async function assertCustomer(uow: TenantUnitOfWork, id: CustomerId): Promise<void> {
  if ((await sqlRows(uow, 'select 1 from customers where id = ?', [id])).length === 0) throw notFound('customer', id);
}

async function addAddress(uow: TenantUnitOfWork, contactId: ContactId, address: string, isPrimary: boolean): Promise<void> {
  const rows = await sqlRows(
    uow,
    `insert into contact_addresses (tenant_id, id, contact_id, address, is_primary) values (?, ?, ?, ?, ?)
     on conflict (tenant_id, address) do nothing returning id`,
    [uow.tenantId, newId<string>(), contactId, address, isPrimary],
  );
  if (rows.length === 0) throw await addressTaken(uow, address);
}

async function addressTaken(uow: TenantUnitOfWork, address: string): Promise<AppError> {
  const [holder] = await sqlRows<{ contact: string; customer: string | null }>(
    uow,
    `select c.name as contact, k.name as customer from contact_addresses a join contacts c on c.id = a.contact_id
     left join customers k on k.id = c.customer_id where a.address = ?`,
    [address],
  );
  const whose =
    holder === undefined ? 'another contact' : holder.customer === null ? holder.contact : `${holder.contact} (${holder.customer})`;
  return new AppError('conflict', {
    message: 'contact address is taken',
    userMessage: `${address} belongs to ${whose} already. Nothing was saved.`,
  });
}
