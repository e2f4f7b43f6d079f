import type { TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { clearNextAction } from './clear-next-action.ts';
import { restartDefaultAction } from './next-action-row.rules.ts';
import { recordEvent } from './record-event.ts';
import type { TicketStatus } from './tickets.types.ts';

/** Of the locked ticket, what a customer's answer may end. */
export type AnsweredState = { status: TicketStatus; snoozed: boolean; waits: boolean };

/** Does to the locked ticket what a customer's answer does: its status, the end of a snooze, and of waiting for them. */
export async function applyReply(
  uow: TenantUnitOfWork,
  id: TicketId,
  from: AnsweredState,
  effect: { status: TicketStatus; reopened: boolean },
): Promise<void> {
  const restart = effect.status === from.status ? '' : `, ${restartDefaultAction}`;
  await sqlRun(
    uow,
    `update tickets set status = ?, updated_at = ?, resolved_at = case when ? then null else resolved_at end, reopened = reopened + ?, version = version + 1,
       snoozed_until = null${restart} where id = ?`,
    [effect.status, uow.now, effect.reopened, effect.reopened ? 1 : 0, ...(restart === '' ? [] : [uow.now]), id],
  );
  if (effect.reopened) await recordEvent(uow, id, 'reopened', { from: from.status });
  else if (effect.status !== from.status)
    await recordEvent(uow, id, 'status_changed', { from: from.status, to: effect.status, because: 'customer replied' });
  if (from.snoozed) await recordEvent(uow, id, 'snooze_ended', { because: 'customer replied' });
  if (from.waits) await clearNextAction(uow, id, 'done', 'The customer answered.');
}
