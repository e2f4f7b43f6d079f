import type { TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from './lock-ticket.ts';
import { recordEvent } from './record-event.ts';
import { assertMove } from './ticket.rules.ts';
import type { TicketStatus } from './tickets.types.ts';
import { wakeTicket } from './wake-ticket.ts';

/** `version`: after the change, for the next one. */
export type StatusChange = { number: string; from: TicketStatus; to: TicketStatus; version: number };

/**
 * Moves a ticket to a status. Throws `refused_transition` with the reason where the table of moves has none, `conflict` when the ticket is not at
 * `seenVersion` any more, `not_found`.
 */
export async function changeStatus(
  uow: TenantUnitOfWork,
  id: TicketId,
  to: TicketStatus,
  seenVersion: number | null = null,
): Promise<StatusChange> {
  const ticket = await lockTicket(uow, id, seenVersion);
  assertMove(ticket.number, ticket.status, to);
  const reopens = ticket.status === 'resolved' || ticket.status === 'closed' || ticket.status === 'cancelled';
  await sqlRun(
    uow,
    `update tickets set status = ?, updated_at = ?, version = version + 1, reopened = reopened + ?,
       resolved_at = case when ? = 'resolved' then ? when ? = 'closed' then resolved_at end,
       closed_at = case when ? = 'closed' then ?::timestamptz end
     where id = ?`,
    [to, uow.now, reopens && to !== 'closed' ? 1 : 0, to, uow.now, to, to, uow.now, id],
  );
  await recordEvent(uow, id, reopens && to !== 'closed' ? 'reopened' : 'status_changed', { from: ticket.status, to });
  await wakeTicket(uow, id);
  return { number: ticket.number, from: ticket.status, to, version: ticket.version + 1 };
}
