import { earliest } from '../earliest.rules.ts';
import type { TicketId } from '../ids.types.ts';
import { loadAskable } from '../satisfaction/load-askable.ts';
import { advanceClocks } from '../sla/advance-clocks.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { loadNextAction } from './load-next-action.ts';
import { closeDueAt } from './ticket.rules.ts';
import type { TicketClock } from './ticket-clock.types.ts';
import type { TicketStatus } from './tickets.types.ts';

type Row = {
  status: TicketStatus;
  resolved_at: Date | null;
  updated_at: Date;
  quiet_hours: number;
  snoozed_until: Date | null;
  escalation_at: Date | null;
};

/**
 * Brings everything of a ticket that depends on time up to the unit's instant, and says when to look again: the next level of a clock, a step of an
 * escalation, the end of a snooze, the next point of action, the end of the quiet time, the question how it went. A ticket that is gone is over.
 */
export async function refreshClock(uow: TenantUnitOfWork, id: TicketId): Promise<TicketClock> {
  const { nextLevelAt } = await advanceClocks(uow, id);
  const [row] = await sqlRows<Row>(
    uow,
    `select k.status, k.resolved_at, k.updated_at, t.quiet_hours_to_close as quiet_hours, k.snoozed_until,
       (select min(e.due_at) from sla_escalations e where e.ticket_id = k.id and e.done_at is null) as escalation_at
     from tickets k join tenants t on t.id = k.tenant_id where k.id = ?`,
    [id],
  );
  if (row === undefined) return { isOver: true, nextAt: null };
  const due = [nextLevelAt, row.escalation_at, row.snoozed_until, await remindAt(uow, id, row), closeAt(row)];
  const askAt = row.resolved_at === null ? null : ((await loadAskable(uow, id))?.dueAt ?? null);
  const isOver = (row.status === 'closed' || row.status === 'cancelled') && askAt === null;
  const nextAt = isOver ? null : earliest([...due, askAt]);
  await sqlRun(uow, 'update tickets set clock_at = ? where id = ? and clock_at is distinct from ?', [nextAt, id, nextAt]);
  return { isOver, nextAt };
}

/** A snoozed ticket reminds of nothing: its action is looked at again when the snooze ends, however long it is due by then. */
async function remindAt(uow: TenantUnitOfWork, id: TicketId, row: Row): Promise<Date | null> {
  if (row.snoozed_until !== null && new Date(row.snoozed_until) > uow.now) return null;
  const action = await loadNextAction(uow, id);
  return action === null || action.remindedAt !== null ? null : action.dueAt;
}

function closeAt(row: Row): Date | null {
  const resolvedAt = row.resolved_at === null ? null : new Date(row.resolved_at);
  return closeDueAt({ status: row.status, resolvedAt, updatedAt: new Date(row.updated_at) }, row.quiet_hours);
}
