import type { TicketId } from '../ids.types.ts';
import { confirmLabel } from '../learning/confirm-label.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from './lock-ticket.ts';
import { recordEvent } from './record-event.ts';
import type { TicketPriority, TicketType } from './tickets.types.ts';
import { wakeTicket } from './wake-ticket.ts';

/** What a person may set against the suggestion; a field that is missing stays. */
export type Classification = { priority?: TicketPriority; type?: TicketType };

/**
 * Sets priority, type or both. What is the same already is not logged again. Throws `conflict` when the ticket is not at `seenVersion` any more,
 * `not_found`.
 */
export async function classifyTicket(
  uow: TenantUnitOfWork,
  id: TicketId,
  wanted: Classification,
  seenVersion: number | null = null,
): Promise<{ number: string; before: Required<Classification>; version: number }> {
  const ticket = await lockTicket(uow, id, seenVersion);
  const before = { priority: ticket.priority, type: ticket.type };
  const after = { ...before, ...wanted };
  // What a person sets is a label to learn from, also where it was so already; what the system sets never is.
  if (uow.actor.kind === 'staff')
    for (const field of ['type', 'priority'] as const) if (wanted[field] !== undefined) await confirmLabel(uow, field, id, wanted[field]);
  if (after.priority === before.priority && after.type === before.type) return { number: ticket.number, before, version: ticket.version };
  await sqlRun(
    uow,
    `update tickets set priority = ?, type = ?, updated_at = ?, version = version + 1,
       next_action_due_at = case when next_action_due_is_manual or priority = ? then next_action_due_at end,
       next_action_reminded_at = case when next_action_due_is_manual or priority = ? then next_action_reminded_at end where id = ?`,
    [after.priority, after.type, uow.now, after.priority, after.priority, id],
  );
  // A raise by the system never shortens clocks that run: the log says who it was.
  const system = uow.actor.kind === 'system' ? { system: true } : {};
  if (after.priority !== before.priority) {
    await recordEvent(uow, id, 'priority_changed', { from: before.priority, to: after.priority, ...system });
  }
  if (after.type !== before.type) await recordEvent(uow, id, 'type_changed', { from: before.type, to: after.type });
  await wakeTicket(uow, id);
  return { number: ticket.number, before, version: ticket.version + 1 };
}
