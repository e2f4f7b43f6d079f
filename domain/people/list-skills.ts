import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Active members of staff with what they know how to do, by name; those without a skill are left out unless they are asked for by id. */
export async function listSkills(
  uow: TenantUnitOfWork,
  userId: StaffUserId | null = null,
): Promise<{ id: StaffUserId; name: string; skills: string[] }[]> {
  return sqlRows(
    uow,
    `select u.id, u.name, coalesce(jsonb_agg(s.skill order by s.skill) filter (where s.skill is not null), '[]') as skills
     from staff_users u left join staff_skills s on s.user_id = u.id
     where u.active and (u.id = ?::uuid or (?::uuid is null and s.skill is not null)) group by u.id, u.name order by lower(u.name), u.id`,
    [userId, userId],
  );
}
