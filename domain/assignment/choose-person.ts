import type { StaffUserId, TeamId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { listCandidates } from './list-candidates.ts';
import { leastLoaded, nextInTurn } from './pick.rules.ts';

/** How to choose, among whom. */
export type Choice =
  | { by: 'round_robin'; teamId: TeamId }
  | { by: 'least_open'; teamId: TeamId | null }
  | { by: 'skill'; skill: string; teamId: TeamId | null };

/**
 * Chooses who gets a ticket: active, present, with a role that works tickets. Choices of a tenant are made one after the other, so that two at once do not
 * take the same person's turn or find the same person idle; the lock is held until the unit ends. Null when there is nobody.
 */
export async function choosePerson(uow: TenantUnitOfWork, choice: Choice): Promise<{ id: StaffUserId; name: string } | null> {
  await sqlRows(uow, 'select pg_advisory_xact_lock(hashtextextended(?, 0)) as locked', [`assignment ${uow.tenantId}`]);
  const candidates = await listCandidates(uow, { teamId: choice.teamId, skill: choice.by === 'skill' ? choice.skill.toLowerCase() : null });
  if (choice.by !== 'round_robin') return leastLoaded(candidates);
  const [team] = await sqlRows<{ last: StaffUserId | null }>(uow, 'select last_dealt_to as last from teams where id = ? and active', [
    choice.teamId,
  ]);
  const chosen = team === undefined ? null : nextInTurn(candidates, team.last);
  if (chosen !== null) await sqlRun(uow, 'update teams set last_dealt_to = ? where id = ?', [chosen.id, choice.teamId]);
  return chosen;
}
