import type { FoundCustomer } from '../../domain/customers/find-customers.ts';
import type { CustomerView } from '../../domain/customers/view-customer.ts';
import type { Card, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, field, plain, row } from './spans.rules.ts';

/** A customer with its people and a way to its tickets. */
export function customerCard(customer: CustomerView): Card {
  const filter = `customer:"${customer.name.replaceAll('"', '')}"`;
  return makeCard('customer', [bold(customer.name)], {
    fields: [
      field('Status', customer.status),
      field('Mail domains', customer.domains.length === 0 ? 'none verified' : customer.domains.join(', ')),
      field('Tickets', `${customer.unfinishedTickets} unfinished, ${customer.allTickets} in all`),
      field('People', String(customer.contactCount)),
    ],
    rows: customer.contacts.map(contactRow),
    paging: { shown: customer.contacts.length, total: customer.contactCount, totalIsAtLeast: false, next: null },
    actions: [
      action('Unfinished tickets', 'tickets.list', { filter }, 'primary'),
      action('All tickets', 'tickets.list', { filter: `${filter} all` }),
    ],
  });
}

function contactRow(contact: CustomerView['contacts'][number]): Row {
  const facts = [contact.jobTitle, contact.phone, ...contact.addresses].filter((fact) => fact !== null).join(' · ');
  const [first] = contact.addresses;
  return row(
    [bold(contact.name)],
    facts === '' ? [] : [plain(facts)],
    first === undefined ? [] : [action('Tickets', 'tickets.list', { filter: `requester:"${first}" all` })],
  );
}

/** Several customers answer: which one? */
export function customerListCard(text: string, found: FoundCustomer[], limit: number): Card {
  const more = found.length >= limit ? '; there may be more, write more of the name' : '';
  return makeCard('choice', `${found.length} customers answer to “${text}”${more}. Which one?`, {
    rows: found.map((customer) =>
      row([bold(customer.name)], customer.contact === null ? [] : [plain(customer.contact)], [
        action('Show', 'customer.show', { customer: customer.id }),
      ]),
    ),
  });
}
