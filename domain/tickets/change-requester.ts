import { findSender } from '../customers/find-sender.ts';
import { AppError } from '../errors.ts';
import type { CustomerId, TicketId } from '../ids.types.ts';
import { mailAddress, parseInput } from '../input.rules.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { joinTicket } from './join-ticket.ts';
import { lockTicket } from './lock-ticket.ts';
import { outsideAddresses } from './outside-addresses.ts';
import { recordEvent } from './record-event.ts';
import { wakeTicket } from './wake-ticket.ts';

/** `before` is the address the ticket belonged to; null where it was nobody outside. */
export type ChangedRequester = { number: string; address: string; before: string | null; version: number };

/**
 * Makes a ticket somebody else's: they become its requester with their customer, and whoever was it stays in Cc. Nothing is sent. Throws `invalid_input` for staff and
 * own mailboxes, `conflict` for the present requester and when the ticket is not at `seenVersion` any more, `not_found`.
 */
export async function changeRequester(
  uow: TenantUnitOfWork,
  id: TicketId,
  person: MailAddress,
  seenVersion: number | null = null,
): Promise<ChangedRequester> {
  const address = parseInput(mailAddress, person.address);
  const ticket = await lockTicket(uow, id, seenVersion);
  const before = ticket.requesterAddress;
  if (before === address) throw refused('conflict', `${address} is the requester of ${ticket.number} already.`);
  if ((await outsideAddresses(uow, [{ ...person, address }])).length === 0)
    throw refused('invalid_input', `${address} is one of your own addresses. A ticket is asked for from outside the house.`);
  const known = await findSender(uow, address);
  const [{ customerId, customer } = { customerId: null, customer: null }] = await sqlRows<{
    customerId: CustomerId | null;
    customer: string | null;
  }>(uow, 'select k.customer_id as "customerId", (select name from customers where id = ?) as customer from tickets k where k.id = ?', [
    known.customerId,
    id,
  ]);
  const name = person.name || (known.name ?? '');
  await sqlRun(uow, "update ticket_participants set role = 'cc' where ticket_id = ? and role = 'requester'", [id]);
  await joinTicket(uow, id, { address, name }, 'requester');
  await sqlRun(uow, "update ticket_participants set role = 'requester' where ticket_id = ? and address = ?", [id, address]);
  await sqlRun(
    uow,
    `update tickets set requester_address = ?, requester_name = ?, customer_id = ?, contact_id = ?, updated_at = ?, version = version + 1 where id = ?`,
    [address, name, known.customerId, known.contactId, uow.now, id],
  );
  if (known.customerId !== customerId)
    await recordEvent(uow, id, 'customer_linked', { customerId: known.customerId, customer: customer ?? 'no customer' });
  await recordEvent(uow, id, 'requester_changed', { from: before, to: address });
  await wakeTicket(uow, id);
  return { number: ticket.number, address, before, version: ticket.version + 1 };
}

function refused(code: 'conflict' | 'invalid_input', userMessage: string): AppError {
  return new AppError(code, { message: 'requester not changed', userMessage });
}
