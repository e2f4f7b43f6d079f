import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from './lock-ticket.ts';
import { recordEvent } from './record-event.ts';
import { wakeTicket } from './wake-ticket.ts';

/**
 * Takes the spam mark back; a cancelled ticket is open again. A block of the sender stays until it is lifted by itself. Throws `conflict` when the
 * ticket is no spam or not at `seenVersion` any more, `not_found`.
 */
export async function releaseSpam(
  uow: TenantUnitOfWork,
  id: TicketId,
  seenVersion: number | null = null,
): Promise<{ number: string; sender: string | null; version: number }> {
  const ticket = await lockTicket(uow, id, seenVersion);
  if (!ticket.isSpam) {
    throw new AppError('conflict', {
      message: 'ticket is no spam',
      userMessage: `${ticket.number} is not marked as spam, so there is nothing to release.`,
      details: { ticket: ticket.number },
    });
  }
  const status = ticket.status === 'cancelled' ? 'open' : ticket.status;
  await sqlRun(uow, 'update tickets set is_spam = false, status = ?, updated_at = ?, version = version + 1 where id = ?', [
    status,
    uow.now,
    id,
  ]);
  await recordEvent(uow, id, 'spam_released', { from: ticket.status, to: status });
  await wakeTicket(uow, id);
  return { number: ticket.number, sender: ticket.requesterAddress, version: ticket.version + 1 };
}
