import type { TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { loadNextAction } from './load-next-action.ts';
import type { NextAction } from './next-action.rules.ts';
import { recordEvent } from './record-event.ts';

/** `remind`: this call is the one that reminds. `next` is when to look again; null when there is nothing to wait for. */
export type DueNextAction = { remind: (NextAction & { owner: string | null }) | null; next: Date | null };

/**
 * Marks the reminder of a next point of action that is due as sent, once for each due time, and returns it. A snoozed or merged ticket reminds of nothing.
 * Does not change the ticket's version and wakes nobody: its workflow calls it.
 */
export async function dueNextAction(uow: TenantUnitOfWork, id: TicketId): Promise<DueNextAction> {
  const [ticket] = await sqlRows<{ merged: boolean; snoozed: boolean }>(
    uow,
    'select merged_into_id is not null as merged, coalesce(snoozed_until > ?, false) as snoozed from tickets where id = ? for no key update',
    [uow.now, id],
  );
  const action = ticket === undefined || ticket.merged ? null : await loadNextAction(uow, id);
  if (action === null || action.remindedAt !== null || ticket?.snoozed === true) return { remind: null, next: null };
  if (action.dueAt > uow.now) return { remind: null, next: action.dueAt };
  await sqlRun(uow, 'update tickets set next_action_due_at = ?, next_action_reminded_at = ? where id = ?', [action.dueAt, uow.now, id]);
  await recordEvent(uow, id, 'next_action_due', { dueAt: action.dueAt.toISOString(), ownerId: action.ownerId });
  return { remind: { ...action, remindedAt: uow.now }, next: null };
}
