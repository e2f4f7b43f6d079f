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
 * reference. One that was removed comes back with a new reference, so that the revoked one stays dead; with `again` false it stays removed. Callers
 * leave out staff and our own mailboxes (`outside-addresses.ts`).
 */
export async function joinTicket(
  uow: TenantUnitOfWork,
  ticketId: TicketId,
  person: MailAddress,
  role: ParticipantRole,
  again = true,
): Promise<JoinedParticipant> {
  const fresh = newReplyRef();
  const [row] = await sqlRows<{ id: ParticipantId; address: string; reply_ref: string }>(
    uow,
    `insert into ticket_participants as old (tenant_id, id, ticket_id, address, name, role, reply_ref, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (tenant_id, ticket_id, address) do update set
       reply_ref = case when old.removed_at is not null and ? then excluded.reply_ref else old.reply_ref end,
       role = case when old.removed_at is not null and ? then excluded.role else old.role end,
       removed_at = case when ? then null else old.removed_at end,
       name = coalesce(nullif(excluded.name, ''), old.name)
     returning id, address, reply_ref`,
    [uow.tenantId, newId<ParticipantId>(), ticketId, person.address.toLowerCase(), person.name, role, fresh, uow.now, again, again, again],
  );
  if (row === undefined) throw new Error('a participant row must come back');
  if (row.reply_ref === fresh) await recordEvent(uow, ticketId, 'participant_added', { address: row.address, role });
  return { id: row.id, address: row.address, replyRef: row.reply_ref };
}
