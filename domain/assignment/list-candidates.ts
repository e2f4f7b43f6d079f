import type { TeamId } from '../ids.types.ts';
import { workingRoles } from '../people/may-work.rules.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type Candidate, loadWeights } from './pick.rules.ts';

/** Among whom to look: the members of a team, those with a skill, both, or everybody. */
export type CandidateFilter = { teamId: TeamId | null; skill: string | null };

const weight = `case k.priority ${Object.entries(loadWeights)
  .map(([priority, points]) => `when '${priority}' then ${points}`)
  .join(' ')} else 2 end`;

/** Active members of staff whose role works tickets and who are not away at the unit's instant, each with their load, by id. */
export async function listCandidates(uow: TenantUnitOfWork, { teamId, skill }: CandidateFilter): Promise<Candidate[]> {
  return sqlRows<Candidate>(
    uow,
    `select u.id, u.name, (select coalesce(sum(${weight}), 0)::integer from tickets k
       where k.assignee_id = u.id and k.status in ('open', 'in_progress') and not k.is_spam) as load
     from staff_users u
     where u.active and u.role in (${listMarks(workingRoles)})
       and (?::uuid is null or exists (select 1 from team_members m where m.team_id = ?::uuid and m.user_id = u.id))
       and (?::text is null or exists (select 1 from staff_skills s where s.skill = ?::text and s.user_id = u.id))
       and not exists (select 1 from absences a where a.user_id = u.id and a.starts_at <= ? and (a.ends_at is null or a.ends_at > ?))
     order by u.id`,
    [...workingRoles, teamId, teamId, skill, skill, uow.now, uow.now],
  );
}
