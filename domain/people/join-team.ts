import { AppError } from '../errors.ts';
import type { StaffUserId, TeamId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { mayWorkTickets } from './may-work.rules.ts';
import type { Role } from './permissions.rules.ts';

/** Makes somebody a member of a team; false when they are one already. Throws `invalid_input` for somebody inactive or whose role works no tickets. */
export async function joinTeam(uow: TenantUnitOfWork, teamId: TeamId, userId: StaffUserId): Promise<boolean> {
  const [person] = await sqlRows<{ name: string; role: Role; active: boolean }>(
    uow,
    'select name, role, active from staff_users where id = ?',
    [userId],
  );
  if (person === undefined || !person.active || !mayWorkTickets(person.role)) {
    throw new AppError('invalid_input', {
      message: 'the person cannot be in a team',
      userMessage: `${person?.name ?? 'That person'} cannot be in a team: ${person?.active === true ? `the role ${person.role} does not work on tickets` : 'not active staff'}.`,
    });
  }
  const added = await sqlRun(
    uow,
    'insert into team_members (tenant_id, team_id, user_id, added_at) values (?, ?, ?, ?) on conflict do nothing',
    [uow.tenantId, teamId, userId, uow.now],
  );
  return added > 0;
}
