import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TeamLine } from './team.types.ts';

/** Every team, active ones first, with its members and how many unfinished tickets it has. */
export async function listTeams(uow: TenantUnitOfWork): Promise<TeamLine[]> {
  return sqlRows<TeamLine>(
    uow,
    `select t.id, t.name, t.strategy, t.active,
       (select count(*)::integer from tickets k where k.team_id = t.id and not k.is_spam and k.status in ('open', 'in_progress', 'waiting_customer'))
         as "openTickets",
       coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'isAway', exists (
           select 1 from absences a where a.user_id = u.id and a.starts_at <= ? and (a.ends_at is null or a.ends_at > ?))) order by lower(u.name), u.id)
         from team_members m join staff_users u on u.id = m.user_id where m.team_id = t.id and u.active), '[]') as members
     from teams t order by t.active desc, lower(t.name)`,
    [uow.now, uow.now],
  );
}
