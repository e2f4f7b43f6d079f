import type { StaffUserId, TeamId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Takes somebody out of a team; their tickets stay with them. False when they were not in it. */
export async function leaveTeam(uow: TenantUnitOfWork, teamId: TeamId, userId: StaffUserId): Promise<boolean> {
  return (await sqlRun(uow, 'delete from team_members where team_id = ? and user_id = ?', [teamId, userId])) > 0;
}
