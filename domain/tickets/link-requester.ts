import { addContact } from '../customers/add-contact.ts';
import { findSender } from '../customers/find-sender.ts';
import { AppError } from '../errors.ts';
import type { ContactId, CustomerId, TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type LockedTicket, lockTicket } from './lock-ticket.ts';
import { recordEvent } from './record-event.ts';
import { wakeTicket } from './wake-ticket.ts';

/** `taken`: the address is another customer's contact; nothing was changed. `others` are numbers of the person's further tickets that were linked too. */
export type LinkOutcome =
  | { kind: 'linked'; number: string; address: string; others: string[]; newContact: boolean }
  | { kind: 'taken'; number: string; address: string; by: string };

/**
 * Makes the requester's address a contact of the customer, so that future mails of it find the customer, and links this and their other tickets that
 * have no customer. `move` takes the contact from another customer. Throws `conflict` when the ticket has no outside requester, `not_found`.
 */
export async function linkRequester(
  uow: TenantUnitOfWork,
  id: TicketId,
  customer: { id: CustomerId; name: string },
  move = false,
): Promise<LinkOutcome> {
  const ticket = await lockTicket(uow, id);
  const address = await outsideRequester(uow, ticket);
  const known = await findSender(uow, address);
  const holder = known.contactId === null ? null : await customerOf(uow, known.contactId);
  if (holder !== null && holder.id !== customer.id && !move) return { kind: 'taken', number: ticket.number, address, by: holder.name };
  const contactId = known.contactId ?? (await newContact(uow, ticket, address, customer.id));
  await sqlRun(uow, 'update contacts set customer_id = ? where id = ?', [customer.id, contactId]);
  const others = await sqlRows<{ id: TicketId; number: string }>(
    uow,
    'select id, number from tickets where requester_address = ? and customer_id is null and id <> ? order by number limit 200 for no key update',
    [address, id],
  );
  for (const one of [{ id, number: ticket.number }, ...others]) await linkOne(uow, one.id, customer, contactId);
  return { kind: 'linked', number: ticket.number, address, others: others.map((one) => one.number), newContact: known.contactId === null };
}

async function outsideRequester(uow: TenantUnitOfWork, ticket: LockedTicket): Promise<string> {
  const known = ticket.requesterAddress === null ? null : await findSender(uow, ticket.requesterAddress);
  if (ticket.requesterAddress !== null && known !== null && !known.isStaff && !known.isOwnMailbox) return ticket.requesterAddress;
  throw new AppError('conflict', {
    message: 'ticket has no outside requester',
    userMessage: `${ticket.number} has no requester outside the house, so there is no address to link.`,
    details: { ticket: ticket.number },
  });
}

async function customerOf(uow: TenantUnitOfWork, contactId: ContactId): Promise<{ id: CustomerId; name: string } | null> {
  const [row] = await sqlRows<{ id: CustomerId; name: string }>(
    uow,
    'select k.id, k.name from contacts c join customers k on k.id = c.customer_id where c.id = ? for update of c',
    [contactId],
  );
  return row ?? null;
}

async function newContact(uow: TenantUnitOfWork, ticket: LockedTicket, address: string, customerId: CustomerId): Promise<ContactId> {
  // A sender chose this name: it becomes one printable line or gives way to the address.
  const shown = ticket.requesterName
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed();
  const { id } = await addContact(uow, { customerId, name: shown === '' ? address : shown, addresses: [address] });
  return id;
}

async function linkOne(
  uow: TenantUnitOfWork,
  id: TicketId,
  customer: { id: CustomerId; name: string },
  contactId: ContactId,
): Promise<void> {
  await sqlRun(uow, 'update tickets set customer_id = ?, contact_id = ?, version = version + 1 where id = ?', [customer.id, contactId, id]);
  await recordEvent(uow, id, 'customer_linked', { customerId: customer.id, customer: customer.name });
  await wakeTicket(uow, id);
}
