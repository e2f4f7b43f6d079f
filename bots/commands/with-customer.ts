import { type FoundCustomer, findCustomers } from '../../domain/customers/find-customers.ts';
import { nameCustomers } from '../../domain/customers/name-customers.ts';
import { AppError } from '../../domain/errors.ts';
import type { Card, Json } from '../cards/card.types.ts';
import { makeCard } from '../cards/make-card.rules.ts';
import { action, bold, plain, row } from '../cards/spans.rules.ts';
import { nearest } from './nearest.rules.ts';
import type { OperationContext } from './operation.ts';

/** Most customers that are offered to choose from. */
export const customersShown = 8;

/**
 * Runs `work` with the customer the arguments name, or with null when they name none. Several that fit are answered by a list to choose from. Throws `not_found`
 * with the nearest names.
 */
export async function withCustomer<Args extends { customer?: string | undefined }>(
  ctx: OperationContext,
  op: string,
  args: Args,
  work: (customer: { id: FoundCustomer['id']; name: string } | null) => Promise<Card>,
): Promise<Card> {
  if (args.customer === undefined) return work(null);
  const found = await findCustomers(ctx.uow, args.customer, customersShown);
  const exact = found.filter((customer) => customer.exact);
  const [only] = exact.length === 1 ? exact : found;
  if (only === undefined) throw await noCustomer(ctx, args.customer);
  if (exact.length === 1 || found.length === 1) return work(only);
  return makeCard('choice', `${found.length} customers answer to “${args.customer}”. Which one?`, {
    rows: found.map((customer) =>
      row([bold(customer.name)], customer.contact === null ? [] : [plain(customer.contact)], [
        action('This one', op, { ...(args as Record<string, Json>), customer: customer.name }),
      ]),
    ),
  });
}

/** Says which customers have a similar name. */
export async function noCustomer(ctx: OperationContext, text: string): Promise<AppError> {
  const near = nearest(text, await nameCustomers(ctx.uow, text));
  const hint = near.length === 0 ? 'Write a part of its name, an address or its mail domain.' : `Did you mean ${near.join(', or ')}?`;
  return new AppError('not_found', {
    message: 'customer not found',
    userMessage: `There is no customer “${text}”. ${hint}`,
    details: { near },
  });
}
