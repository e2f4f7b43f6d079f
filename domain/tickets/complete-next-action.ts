import type { TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { clearNextAction } from './clear-next-action.ts';
import { keepNextAction } from './keep-next-action.ts';
import { loadNextAction } from './load-next-action.ts';
import { lockTicket } from './lock-ticket.ts';
import type { NextAction } from './next-action.rules.ts';
import { wakeTicket } from './wake-ticket.ts';

/**
 * Ends the next point of action as done, with what came of it; the default of the ticket's status holds from then on. A default that was done is kept in the
 * history too. `done` is null when the ticket is over and has none. Throws `conflict` when the ticket is merged or not at `seenVersion` any more, `not_found`.
 */
export async function completeNextAction(
  uow: TenantUnitOfWork,
  id: TicketId,
  answer: string | null,
  seenVersion: number | null = null,
): Promise<{ number: string; done: NextAction | null; next: NextAction | null; version: number }> {
  const ticket = await lockTicket(uow, id, seenVersion);
  const before = await loadNextAction(uow, id);
  if (before === null) return { number: ticket.number, done: null, next: null, version: ticket.version };
  if (before.isDefault) await keepNextAction(uow, id, { ...before, setAt: null, how: 'done', answer });
  await clearNextAction(uow, id, 'done', answer);
  await sqlRun(uow, 'update tickets set updated_at = ?, version = version + 1 where id = ?', [uow.now, id]);
  const next = await loadNextAction(uow, id);
  await wakeTicket(uow, id);
  return { number: ticket.number, done: before, next, version: ticket.version + 1 };
}
