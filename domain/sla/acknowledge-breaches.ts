import { AppError } from '../errors.ts';
import type { StaffUserId, TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from '../tickets/lock-ticket.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { wakeTicket } from '../tickets/wake-ticket.ts';
import type { Metric } from './sla.types.ts';

/**
 * A person takes note of a ticket's open breaches and says why they happened; steps of escalations that still wait for them are dropped. The breaches stay
 * breaches. Throws `conflict` when none is open or the ticket is not at `seenVersion` any more, `not_found`.
 */
export async function acknowledgeBreaches(
  uow: TenantUnitOfWork,
  id: TicketId,
  { userId, reason }: { userId: StaffUserId; reason: string },
  seenVersion: number | null = null,
): Promise<{ number: string; metrics: Metric[]; version: number }> {
  const ticket = await lockTicket(uow, id, seenVersion);
  const alerts = await sqlRows<{ id: string; metric: Metric }>(
    uow,
    `update sla_alerts set acknowledged_at = ?, acknowledged_by = ?, acknowledged_reason = ?
     where ticket_id = ? and level = 'breach' and acknowledged_at is null returning id, metric`,
    [uow.now, userId, reason, id],
  );
  if (alerts.length === 0) {
    throw new AppError('conflict', {
      message: 'no open breach on the ticket',
      userMessage: `${ticket.number} has no breach that waits for anybody. Nothing was changed.`,
      details: { ticket: ticket.number },
    });
  }
  const metrics = [...new Set(alerts.map((alert) => alert.metric))];
  await sqlRun(uow, 'update tickets set updated_at = ?, version = version + 1 where id = ?', [uow.now, id]);
  await recordEvent(uow, id, 'sla_acknowledged', { metrics, reason });
  await wakeTicket(uow, id);
  return { number: ticket.number, metrics, version: ticket.version + 1 };
}
