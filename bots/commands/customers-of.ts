import { findCustomers } from '../../domain/customers/find-customers.ts';
import { AppError } from '../../domain/errors.ts';
import { type CustomerId, isUuid } from '../../domain/ids.types.ts';
import type { OperationContext } from './operation.ts';
import { customersShown, noCustomer } from './with-customer.ts';

/** The customers that names, addresses, mail domains or ids stand for, each exactly one. Throws `not_found` with near names, and `invalid_input` naming those that fit. */
export async function customersOf(ctx: OperationContext, texts: readonly string[]): Promise<CustomerId[]> {
  const ids: CustomerId[] = [];
  for (const text of texts) ids.push(isUuid(text) ? (text as CustomerId) : await customerOf(ctx, text));
  return ids;
}

async function customerOf(ctx: OperationContext, text: string): Promise<CustomerId> {
  const found = await findCustomers(ctx.uow, text, customersShown);
  const exact = found.filter((customer) => customer.exact);
  const [only] = exact.length === 1 ? exact : found;
  if (only === undefined) throw await noCustomer(ctx, text);
  if (exact.length === 1 || found.length === 1) return only.id;
  throw new AppError('invalid_input', {
    message: 'customer not unique',
    userMessage: `Several customers answer to “${text}”: ${found.map((one) => one.name).join(', ')}. Write the whole name of one.`,
  });
}
