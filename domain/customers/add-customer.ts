import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { type CustomerId, newId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { newCustomerSchema } from './customer-input.rules.ts';

/** `domains`: mail domains verified as the customer's own; a sender there is taken for one of the customer's people. */
export type NewCustomer = z.input<typeof newCustomerSchema>;

/** Adds a customer. Throws `invalid_input`, and `conflict` when a customer of that name exists or another customer has one of the domains. */
export async function addCustomer(uow: TenantUnitOfWork, wanted: NewCustomer): Promise<{ id: CustomerId }> {
  const input = parseInput(newCustomerSchema, wanted);
  const domains = [...new Set(input.domains)];
  for (const domain of domains) await assertDomainFree(uow, domain);
  const id = newId<CustomerId>();
  const rows = await sqlRows(
    uow,
    `insert into customers (tenant_id, id, name, domains, created_at) values (?, ?, ?, ?::jsonb, ?)
     on conflict (tenant_id, lower(name)) do nothing returning id`,
    [uow.tenantId, id, input.name, JSON.stringify(domains), uow.now],
  );
  if (rows.length === 0) throw taken('customer name is taken', `There is a customer “${input.name}” already.`);
  return { id };
}

async function assertDomainFree(uow: TenantUnitOfWork, domain: string): Promise<void> {
  const [owner] = await sqlRows<{ name: string }>(uow, 'select name from customers where domains @> to_jsonb(?::text) limit 1', [domain]);
  if (owner === undefined) return;
  throw taken('customer domain is taken', `The mail domain ${domain} belongs to ${owner.name} already. Take it from that customer first.`);
}

function taken(message: string, userMessage: string): AppError {
  return new AppError('conflict', { message, userMessage });
}
