import { newId, type TicketId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { notify } from './notify.ts';

/** What an assignment changed, and who has the ticket now. */
export type AssignedNow = { hasAssignee: boolean; isOtherPerson: boolean; isOtherTeam: boolean };

/**
 * Tells a new assignee of their ticket, or a new team when nobody in it has it yet. Called once in the unit that wrote the change, so each change is an
 * event of its own.
 */
export async function tellAssigned(uow: TenantUnitOfWork, ticketId: TicketId, now: AssignedNow): Promise<void> {
  const toPerson = now.isOtherPerson && now.hasAssignee;
  if (!toPerson && !(now.isOtherTeam && !now.hasAssignee)) return;
  await notify(uow, {
    kind: toPerson ? 'ticket_assigned' : 'team_assigned',
    ticketId,
    key: `assigned:${newId<string>()}`,
    audience: [{ kind: toPerson ? 'assignee' : 'team' }],
    facts: uow.actor.kind === 'staff' ? { by: uow.actor.name } : {},
  });
}
