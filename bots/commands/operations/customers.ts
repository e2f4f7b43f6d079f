import { z } from 'zod';
import { findCustomers } from '../../../domain/customers/find-customers.ts';
import { viewCustomer } from '../../../domain/customers/view-customer.ts';
import type { CustomerId } from '../../../domain/ids.types.ts';
import { linkRequester } from '../../../domain/tickets/link-requester.ts';
import { customerCard, customerListCard } from '../../cards/customer-card.ts';
import { doneCard } from '../../cards/done-card.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, askFirst } from '../../cards/spans.rules.ts';
import { shortText, ticketRef, uuid } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { customersShown, noCustomer, withCustomer } from '../with-customer.ts';
import { withTicket } from '../with-ticket.ts';

export const findCustomer = defineDeed({
  summary: 'Find a customer by name, person, address or mail domain',
  examples: ['customer acme', 'find jane@acme.example', 'who is acme?'],
  schema: z.strictObject({ query: shortText }),
  run: async (ctx, { query }) => {
    const found = await findCustomers(ctx.uow, query, customersShown);
    const exact = found.filter((customer) => customer.exact);
    const [only] = exact.length === 1 ? exact : found;
    if (only === undefined) throw await noCustomer(ctx, query);
    if (exact.length !== 1 && found.length > 1) return customerListCard(query, found, customersShown);
    return customerCard(await viewCustomer(ctx.uow, only.id));
  },
});

export const showCustomer = defineDeed({
  summary: 'Show a customer chosen from a list',
  examples: [],
  schema: z.strictObject({ customer: uuid }),
  run: async (ctx, { customer }) => customerCard(await viewCustomer(ctx.uow, customer as CustomerId)),
});

export const linkTicket = defineDeed({
  summary: 'Make a ticket’s requester a contact of a customer',
  examples: ['link 1 acme', 'link 1 to "Acme Ltd"'],
  schema: z.strictObject({ ticket: ticketRef, customer: shortText, move: z.boolean().default(false) }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.link', args, (ticket) =>
      withCustomer(ctx, 'ticket.link', { ...args, ticket: ticket.number }, async (customer) => {
        if (customer === null) throw await noCustomer(ctx, args.customer);
        const outcome = await linkRequester(ctx.uow, ticket.id, customer, args.move);
        if (outcome.kind === 'taken') {
          const again = { ticket: ticket.number, customer: customer.name, move: true };
          return makeCard('choice', `${outcome.address} is a contact of ${outcome.by}. Nothing was changed.`, {
            actions: [
              askFirst(`Move to ${customer.name}`, 'ticket.link', again, `Move ${outcome.address} from ${outcome.by} to ${customer.name}?`),
            ],
            ticket: ticket.number,
          });
        }
        const others =
          outcome.others.length === 0
            ? ''
            : ` So are their tickets ${outcome.others.slice(0, 5).join(', ')}${outcome.others.length > 5 ? ' …' : ''}.`;
        const text = `${ticket.number} is linked to ${customer.name}, and ${outcome.address} is ${outcome.newContact ? 'a new contact' : 'a contact'} there: future mail of it finds the customer.${others}`;
        return doneCard(ticket, text, [action(`Show ${customer.name}`, 'customer.show', { customer: customer.id })]);
      }),
    ),
});
