import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { clearNextAction } from './clear-next-action.ts';
import { lockTicket } from './lock-ticket.ts';
import { recordEvent } from './record-event.ts';
import { isUnfinished } from './ticket.rules.ts';
import { wakeTicket } from './wake-ticket.ts';

/**
 * Marks a ticket as spam: it leaves every list that does not ask for spam, and an unfinished one is cancelled and sleeps no longer. Nothing is deleted. Throws `conflict`
 * when it is spam already or not at `seenVersion` any more, `not_found`.
 */
export async function markSpam(
  uow: TenantUnitOfWork,
  id: TicketId,
  seenVersion: number | null = null,
): Promise<{ number: string; sender: string | null; version: number }> {
  const ticket = await lockTicket(uow, id, seenVersion);
  if (ticket.isSpam) {
    throw new AppError('conflict', {
      message: 'ticket is spam already',
      userMessage: `${ticket.number} is marked as spam already.`,
      details: { ticket: ticket.number },
    });
  }
  const status = isUnfinished(ticket.status) ? 'cancelled' : ticket.status;
  await sqlRun(
    uow,
    `update tickets set is_spam = true, status = ?, snoozed_until = case when ? = 'cancelled' then null else snoozed_until end, updated_at = ?,
       version = version + 1 where id = ?`,
    [status, status, uow.now, id],
  );
  await recordEvent(uow, id, 'spam_marked', { from: ticket.status, to: status });
  await clearNextAction(uow, id, 'ticket_ended');
  await wakeTicket(uow, id);
  return { number: ticket.number, sender: ticket.requesterAddress, version: ticket.version + 1 };
}
