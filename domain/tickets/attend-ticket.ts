import type { StaffUserId, TicketId } from '../ids.types.ts';
import type { AudiencePart } from '../notifications/notifications.types.ts';
import { notify } from '../notifications/notify.ts';
import { askSatisfaction } from '../satisfaction/ask-satisfaction.ts';
import type { SatisfactionRules } from '../satisfaction/satisfaction.types.ts';
import { advanceClocks } from '../sla/advance-clocks.ts';
import { runEscalations } from '../sla/run-escalations.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { closeQuietTicket } from './close-quiet-ticket.ts';
import { dueNextAction } from './due-next-action.ts';
import { refreshClock } from './refresh-clock.ts';
import type { TicketClock } from './ticket-clock.types.ts';
import { wakeSnoozed } from './wake-snoozed.ts';

/**
 * Does what has fallen due on a ticket by the unit's instant: levels its clocks have reached, steps of escalations, the end of a snooze, the reminder of the next
 * point of action, the question how it went, closing after the quiet time. Each is done once however often this is called. Returns what to wait for next.
 */
export async function attendTicket(uow: TenantUnitOfWork, id: TicketId, satisfaction: SatisfactionRules): Promise<TicketClock> {
  const [ticket] = await sqlRows<{ number: string }>(uow, 'select number from tickets where id = ? for no key update', [id]);
  if (ticket === undefined) return { isOver: true, nextAt: null };
  await advanceClocks(uow, id);
  await runEscalations(uow, id);
  if (await wakeSnoozed(uow, id)) await tell(uow, id, { kind: 'snooze_over', number: ticket.number, at: uow.now, whom: null });
  const { remind } = await dueNextAction(uow, id);
  if (remind !== null) {
    await tell(uow, id, { kind: 'next_action_due', number: ticket.number, at: remind.dueAt, whom: remind.ownerId });
  }
  await askSatisfaction(uow, id, satisfaction);
  await closeQuietTicket(uow, id);
  return refreshClock(uow, id);
}

type Due = { kind: 'snooze_over' | 'next_action_due'; number: string; at: Date; whom: StaffUserId | null };

/** `whom` null: whoever has the ticket. */
async function tell(uow: TenantUnitOfWork, ticketId: TicketId, { kind, number, at, whom }: Due): Promise<void> {
  const audience: AudiencePart[] = [whom === null ? { kind: 'assignee' } : { kind: 'user', userId: whom }];
  const dueAt = at.toISOString();
  await notify(uow, { kind, ticketId, key: `${kind}:${ticketId}:${dueAt}`, audience, facts: { number, dueAt } });
}
