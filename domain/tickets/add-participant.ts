import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { mailAddress, parseInput } from '../input.rules.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { joinTicket } from './join-ticket.ts';
import { lockTicket } from './lock-ticket.ts';
import { outsideAddresses } from './outside-addresses.ts';
import type { ParticipantRole } from './tickets.types.ts';
import { wakeTicket } from './wake-ticket.ts';

/**
 * Makes an outside address take part in a ticket; `isNew` false when it does already. Nothing is sent to it: it is written to with the next reply. Throws
 * `invalid_input` for staff and own mailboxes, `conflict` when the ticket is not at `seenVersion` any more, `not_found`.
 */
export async function addParticipant(
  uow: TenantUnitOfWork,
  id: TicketId,
  person: MailAddress,
  role: Exclude<ParticipantRole, 'requester'>,
  seenVersion: number | null = null,
): Promise<{ number: string; address: string; isNew: boolean; version: number }> {
  const address = parseInput(mailAddress, person.address);
  const ticket = await lockTicket(uow, id, seenVersion);
  const [outside] = await outsideAddresses(uow, [{ ...person, address }]);
  if (outside === undefined) throw inside(address);
  const known = await sqlRows(uow, 'select 1 from ticket_participants where ticket_id = ? and address = ? and removed_at is null', [
    id,
    address,
  ]);
  const { number, version } = ticket;
  if (known.length > 0) return { number, address, isNew: false, version };
  await joinTicket(uow, id, outside, role);
  await sqlRun(uow, 'update tickets set updated_at = ?, version = version + 1 where id = ?', [uow.now, id]);
  await wakeTicket(uow, id);
  return { number, address, isNew: true, version: version + 1 };
}

function inside(address: string): AppError {
  return new AppError('invalid_input', {
    message: 'the address is staff or an own mailbox',
    userMessage: `${address} is one of your own addresses. Colleagues watch a ticket instead: watch NUMBER NAME`,
  });
}
