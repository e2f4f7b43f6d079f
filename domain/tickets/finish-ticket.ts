import type { TicketId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { changeStatus, type StatusChange } from './change-status.ts';
import type { TicketHead } from './find-ticket.ts';
import { lockTicket } from './lock-ticket.ts';
import { openChildren } from './open-children.ts';
import { isUnfinished } from './ticket.rules.ts';
import type { TicketStatus } from './tickets.types.ts';

/** What becomes of open children when their parent ends: `ask` changes nothing and lists them, `leave` lets them be, `with` ends them in the same way. */
export type ChildrenChoice = 'ask' | 'leave' | 'with';

export type Finished = ({ kind: 'changed'; children: string[] } & StatusChange) | { kind: 'open_children'; children: TicketHead[] };

/**
 * Changes a status as `changeStatus` does, but never ends a parent over the heads of its open children: those are listed first, and a person chooses. Throws what
 * `changeStatus` throws.
 */
export async function finishTicket(
  uow: TenantUnitOfWork,
  id: TicketId,
  to: TicketStatus,
  choice: { children: ChildrenChoice; seenVersion: number | null; reason: string | null },
): Promise<Finished> {
  const children = isUnfinished(to) || choice.children === 'leave' ? [] : await openChildren(uow, id);
  if (children.length > 0 && choice.children === 'ask') return { kind: 'open_children', children };
  // In the order of the ids, as everybody takes several tickets: two units never wait for each other.
  for (const one of [id, ...children.map((child) => child.id)].sort()) await lockTicket(uow, one);
  const changed = await changeStatus(uow, id, to, choice.seenVersion, choice.reason);
  for (const child of children) await changeStatus(uow, child.id, to, null, `with its parent ${changed.number}`);
  return { kind: 'changed', children: children.map((child) => child.number), ...changed };
}
