import type { Away } from '../assignment/assignment.types.ts';
import { loadAssignee } from '../assignment/load-assignee.ts';
import { type Placing, placeTicket } from '../assignment/place-ticket.ts';
import type { StaffUserId, TicketId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from './lock-ticket.ts';
import { wakeTicket } from './wake-ticket.ts';

/** Who had the ticket and who has it now; null is nobody. `away` is set when the person is absent: it was assigned all the same. */
export type Assignment = {
  number: string;
  before: { id: StaffUserId; name: string } | null;
  after: { id: StaffUserId; name: string } | null;
  version: number;
  away: Away | null;
};

/**
 * Gives a ticket to an active member of staff of the tenant whose role works tickets, or to nobody; its team stays. The same person again changes nothing. Somebody
 * who is away gets it too, and `away` says who stands in. Throws `invalid_input` for someone it may not be given to, `conflict` when the ticket
 * is not at `seenVersion` any more, `not_found`.
 */
export async function assignTicket(
  uow: TenantUnitOfWork,
  id: TicketId,
  to: StaffUserId | null,
  seenVersion: number | null = null,
  how: Pick<Placing, 'via' | 'rule'> = {},
): Promise<Assignment> {
  const ticket = await lockTicket(uow, id, seenVersion);
  const { number, version } = ticket;
  const person = to === null ? null : await loadAssignee(uow, to);
  const { before, after, changed } = await placeTicket(uow, id, { assigneeId: to, ...how });
  const done = { number, before: before.assignee, after: after.assignee, away: person?.away ?? null };
  if (!changed) return { ...done, version };
  await wakeTicket(uow, id);
  return { ...done, version: version + 1 };
}
