import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from './lock-ticket.ts';
import { recordEvent } from './record-event.ts';
import { isUnfinished } from './ticket.rules.ts';
import { wakeTicket } from './wake-ticket.ts';

/** Days a ticket may sleep at most. */
export const longestSnoozeDays = 365;

/**
 * Hides an unfinished ticket from lists until an instant, or (null) ends that at once. A customer's mail ends it too. Its clocks run on. Throws `invalid_input` for
 * the past or more than a year ahead, `conflict` when the ticket is over, merged or not at `seenVersion` any more, `not_found`.
 */
export async function snoozeTicket(
  uow: TenantUnitOfWork,
  id: TicketId,
  until: Date | null,
  seenVersion: number | null = null,
): Promise<{ number: string; before: Date | null; version: number }> {
  const ticket = await lockTicket(uow, id, seenVersion);
  const { number, version, snoozedUntil: before } = ticket;
  if (until === null && before === null) return { number, before, version };
  if (until !== null) assertUntil(until, uow.now);
  if (until !== null && !isUnfinished(ticket.status)) {
    throw new AppError('conflict', {
      message: 'ticket is over',
      userMessage: `${number} is ${ticket.status}, so it is out of the way already. Only an unfinished ticket can be snoozed.`,
      details: { ticket: number },
    });
  }
  await sqlRun(uow, 'update tickets set snoozed_until = ?, updated_at = ?, version = version + 1 where id = ?', [until, uow.now, id]);
  if (until === null) await recordEvent(uow, id, 'snooze_ended', { because: 'by hand' });
  else await recordEvent(uow, id, 'snoozed', { until: until.toISOString() });
  await wakeTicket(uow, id);
  return { number, before, version: version + 1 };
}

function assertUntil(until: Date, now: Date): void {
  const days = (until.getTime() - now.getTime()) / 86_400_000;
  if (days > 0 && days <= longestSnoozeDays) return;
  throw new AppError('invalid_input', {
    message: 'snooze time refused',
    userMessage:
      days <= 0
        ? 'That time is over. Write a time that is to come, such as tomorrow 9:00 or 3h.'
        : 'A ticket can sleep for a year at most.',
  });
}
