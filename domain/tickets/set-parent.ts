import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { isInFamily } from './is-in-family.ts';
import { lockPair } from './lock-pair.ts';
import { lockTicket } from './lock-ticket.ts';
import { recordEvent } from './record-event.ts';

/**
 * Makes a ticket the child of another, or (null) of none. A child has one parent, another one takes its place; nobody is above itself. Throws `conflict` where that
 * would be so, for a merged ticket and when the child is not at `seenVersion` any more; `not_found`.
 */
export async function setParent(
  uow: TenantUnitOfWork,
  childId: TicketId,
  parentId: TicketId | null,
  seenVersion: number | null = null,
): Promise<{ child: string; parent: string | null }> {
  if (childId === parentId) throw refused('A ticket cannot be its own parent.');
  // Two units that each lengthen the same line from its two ends lock no ticket in common: one family is changed at a time.
  await sqlRows(uow, `select pg_advisory_xact_lock(hashtextextended('ticket family ' || ?::text, 0))`, [uow.tenantId]);
  const [child, parent] =
    parentId === null
      ? [await lockTicket(uow, childId, seenVersion), null]
      : await lockPair(uow, { id: childId, seenVersion }, { id: parentId, seenVersion: null });
  if (child.parentId === parentId) return { child: child.number, parent: parent?.number ?? null };
  if (parentId !== null && (await isInFamily(uow, parentId, childId))) {
    throw refused(`${child.number} is above ${parent?.number} already, so it cannot be its child too.`);
  }
  await sqlRun(uow, 'update tickets set parent_id = ?, updated_at = ?, version = version + 1 where id = ?', [parentId, uow.now, childId]);
  const [former] =
    child.parentId === null ? [] : await sqlRows<{ number: string }>(uow, 'select number from tickets where id = ?', [child.parentId]);
  await recordEvent(uow, childId, 'parent_set', { from: former?.number ?? null, to: parent?.number ?? null });
  return { child: child.number, parent: parent?.number ?? null };
}

function refused(userMessage: string): AppError {
  return new AppError('conflict', { message: 'parent refused', userMessage });
}
