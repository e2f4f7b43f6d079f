import { requireFields } from '../custom-fields/require-fields.ts';
import type { TicketId } from '../ids.types.ts';
import { notify } from '../notifications/notify.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { clearNextAction } from './clear-next-action.ts';
import { lockTicket } from './lock-ticket.ts';
import { restartDefaultAction } from './next-action-row.rules.ts';
import { recordEvent } from './record-event.ts';
import { assertMove, isUnfinished } from './ticket.rules.ts';
import type { TicketStatus } from './tickets.types.ts';
import { wakeTicket } from './wake-ticket.ts';

/** `version`: after the change, for the next one. */
export type StatusChange = { number: string; from: TicketStatus; to: TicketStatus; version: number };

/**
 * Moves a ticket to a status; `reason` goes into the log in the person's words. What ends a ticket ends its snooze and its next point of action. Throws `refused_transition` with the reason where the table of moves has none and where a required field lacks its value, `conflict` when the ticket is not at
 * `seenVersion` any more, `not_found`.
 */
export async function changeStatus(
  uow: TenantUnitOfWork,
  id: TicketId,
  to: TicketStatus,
  seenVersion: number | null = null,
  reason: string | null = null,
): Promise<StatusChange> {
  const ticket = await lockTicket(uow, id, seenVersion);
  assertMove(ticket.number, ticket.status, to);
  if (to === 'resolved' || (to === 'closed' && ticket.status !== 'resolved')) await requireFields(uow, id, ticket.number);
  const finishes = !isUnfinished(to);
  const reopens = ticket.status === 'resolved' || ticket.status === 'closed' || ticket.status === 'cancelled';
  await sqlRun(
    uow,
    `update tickets set status = ?, updated_at = ?, version = version + 1, reopened = reopened + ?,
       resolved_at = case when ? = 'resolved' then ? when ? = 'closed' then resolved_at end,
       closed_at = case when ? = 'closed' then ?::timestamptz end,
       snoozed_until = case when ? then null else snoozed_until end, ${restartDefaultAction}
     where id = ?`,
    [to, uow.now, reopens && to !== 'closed' ? 1 : 0, to, uow.now, to, to, uow.now, finishes, uow.now, id],
  );
  await recordEvent(uow, id, reopens && to !== 'closed' ? 'reopened' : 'status_changed', {
    from: ticket.status,
    to,
    ...(reason === null ? {} : { because: reason }),
  });
  if (finishes && isUnfinished(ticket.status)) await clearNextAction(uow, id, 'ticket_ended');
  if (reopens && to !== 'closed')
    await notify(uow, {
      kind: 'reopened',
      ticketId: id,
      key: `reopened:${id}:${ticket.version + 1}`,
      audience: [{ kind: 'assignee' }, { kind: 'watchers' }],
      facts: uow.actor.kind === 'staff' ? { by: uow.actor.name } : {},
    });
  await wakeTicket(uow, id);
  return { number: ticket.number, from: ticket.status, to, version: ticket.version + 1 };
}
