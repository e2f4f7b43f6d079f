import { AppError, notFound } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from './lock-ticket.ts';
import { recordEvent } from './record-event.ts';
import type { ParticipantRole } from './tickets.types.ts';
import { wakeTicket } from './wake-ticket.ts';

/**
 * Ends an address's part in a ticket: it gets no further mail of it, and its reply address leads nowhere from now on. Throws `not_found` for one that does
 * not take part, `conflict` for the requester (a ticket is theirs) and when the ticket is not at `seenVersion` any more.
 */
export async function removeParticipant(
  uow: TenantUnitOfWork,
  id: TicketId,
  address: string,
  seenVersion: number | null = null,
): Promise<{ number: string; address: string; version: number }> {
  const ticket = await lockTicket(uow, id, seenVersion);
  const wanted = address.trim().toLowerCase();
  const [person] = await sqlRows<{ role: ParticipantRole }>(
    uow,
    'select role from ticket_participants where ticket_id = ? and address = ? and removed_at is null',
    [id, wanted],
  );
  if (person === undefined) throw notFound('participant', wanted);
  if (person.role === 'requester') throw isRequester(ticket.number, wanted);
  await sqlRun(uow, 'update ticket_participants set removed_at = ? where ticket_id = ? and address = ?', [uow.now, id, wanted]);
  await sqlRun(uow, 'update tickets set updated_at = ?, version = version + 1 where id = ?', [uow.now, id]);
  await recordEvent(uow, id, 'participant_removed', { address: wanted, role: person.role });
  await wakeTicket(uow, id);
  return { number: ticket.number, address: wanted, version: ticket.version + 1 };
}

function isRequester(number: string, address: string): AppError {
  return new AppError('conflict', {
    message: 'the requester cannot be removed',
    userMessage: `${address} is the requester of ${number} and stays. To stop hearing from them: close it, or block the sender.`,
    details: { ticket: number },
  });
}
