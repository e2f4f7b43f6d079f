import { newId, type ParticipantId, type TicketId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { recordEvent } from './record-event.ts';
import { newReplyRef } from './reply-address.rules.ts';
import type { ParticipantRole } from './tickets.types.ts';

export type JoinedParticipant = { id: ParticipantId; address: string; replyRef: string };

/**
 * Makes an outside address a participant of the ticket and returns its reply reference; an address that takes part already keeps its role and
 * reference. Callers leave out staff and our own mailboxes (`outside-addresses.ts`).
 */
export async function joinTicket(
  uow: TenantUnitOfWork,
  ticketId: TicketId,
  person: MailAddress,
  role: ParticipantRole,
): Promise<JoinedParticipant> {
  const [row] = await sqlRows<{ id: ParticipantId; address: string; reply_ref: string; added: boolean }>(
    uow,
    `insert into ticket_participants (tenant_id, id, ticket_id, address, name, role, reply_ref, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (tenant_id, ticket_id, address) do update set removed_at = null, name = coalesce(nullif(excluded.name, ''), ticket_participants.name)
     returning id, address, reply_ref, (xmax = 0) as added`,
    [uow.tenantId, newId<ParticipantId>(), ticketId, person.address.toLowerCase(), person.name, role, newReplyRef(), uow.now],
  );
  if (row === undefined) throw new Error('a participant row must come back');
  if (row.added) await recordEvent(uow, ticketId, 'participant_added', { address: row.address, role });
  return { id: row.id, address: row.address, replyRef: row.reply_ref };
}
