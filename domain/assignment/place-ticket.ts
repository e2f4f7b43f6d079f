import { notFound } from '../errors.ts';
import type { StaffUserId, TeamId, TicketId } from '../ids.types.ts';
import { tellAssigned } from '../notifications/tell-assigned.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { recordEvent } from '../tickets/record-event.ts';

/** Where a ticket is. */
export type Place = { assignee: { id: StaffUserId; name: string } | null; team: { id: TeamId; name: string } | null };
/** Where it shall be; what is left out stays. `via` says how the person was found, `rule` by which rule. */
export type Placing = { assigneeId?: StaffUserId | null; teamId?: TeamId | null; via?: string; rule?: string };

/**
 * Writes team and assignee of a ticket that this unit holds, with one line of the log for each that changed (`team_assigned`, `assigned`) and the
 * version one higher. Nothing is written when nothing changes. The caller checked the person and asks for the wake-up. Throws `not_found`.
 */
export async function placeTicket(
  uow: TenantUnitOfWork,
  id: TicketId,
  placing: Placing,
): Promise<{ before: Place; after: Place; changed: boolean }> {
  const before = await placeOf(uow, id);
  const assigneeId = placing.assigneeId === undefined ? (before.assignee?.id ?? null) : placing.assigneeId;
  const teamId = placing.teamId === undefined ? (before.team?.id ?? null) : placing.teamId;
  const [isOther, isElsewhere] = [assigneeId !== (before.assignee?.id ?? null), teamId !== (before.team?.id ?? null)];
  if (!isOther && !isElsewhere) return { before, after: before, changed: false };
  await sqlRun(uow, 'update tickets set assignee_id = ?, team_id = ?, updated_at = ?, version = version + 1 where id = ?', [
    assigneeId,
    teamId,
    uow.now,
    id,
  ]);
  const after = await placeOf(uow, id);
  const how = { ...(placing.via === undefined ? {} : { via: placing.via }), ...(placing.rule === undefined ? {} : { rule: placing.rule }) };
  if (isElsewhere)
    await recordEvent(uow, id, 'team_assigned', { from: before.team?.name ?? null, to: after.team?.name ?? null, teamId, ...how });
  if (isOther)
    await recordEvent(uow, id, 'assigned', {
      from: before.assignee?.name ?? null,
      to: after.assignee?.name ?? null,
      userId: assigneeId,
      fromUserId: before.assignee?.id ?? null,
      team: after.team?.name ?? null,
      ...how,
    });
  await tellAssigned(uow, id, { hasAssignee: assigneeId !== null, isOtherPerson: isOther, isOtherTeam: isElsewhere });
  return { before, after, changed: true };
}

async function placeOf(uow: TenantUnitOfWork, id: TicketId): Promise<Place> {
  const [row] = await sqlRows<{ userId: StaffUserId | null; user: string | null; teamId: TeamId | null; team: string | null }>(
    uow,
    `select t.assignee_id as "userId", u.name as user, t.team_id as "teamId", m.name as team
     from tickets t left join staff_users u on u.id = t.assignee_id left join teams m on m.id = t.team_id where t.id = ?`,
    [id],
  );
  if (row === undefined) throw notFound('ticket', id);
  return {
    assignee: row.userId === null ? null : { id: row.userId, name: row.user ?? 'somebody' },
    team: row.teamId === null ? null : { id: row.teamId, name: row.team ?? '' },
  };
}
