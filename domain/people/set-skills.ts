import { notFound } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { listMarks, sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { skillList } from './team-input.rules.ts';

/** Says what somebody knows how to do, in place of what was said before. Throws `invalid_input` and `not_found`. */
export async function setSkills(
  uow: TenantUnitOfWork,
  userId: StaffUserId,
  wanted: string[],
): Promise<{ before: string[]; after: string[] }> {
  const after = [...new Set(parseInput(skillList, wanted))].toSorted();
  const people = await sqlRows(uow, 'select 1 from staff_users where id = ? for no key update', [userId]);
  if (people.length === 0) throw notFound('member of staff', userId);
  const before = (await sqlRows<{ skill: string }>(uow, 'select skill from staff_skills where user_id = ? order by skill', [userId])).map(
    (row) => row.skill,
  );
  const gone = before.filter((skill) => !after.includes(skill));
  if (gone.length > 0) await sqlRun(uow, `delete from staff_skills where user_id = ? and skill in (${listMarks(gone)})`, [userId, ...gone]);
  for (const skill of after.filter((one) => !before.includes(one))) {
    await sqlRun(uow, 'insert into staff_skills (tenant_id, user_id, skill) values (?, ?, ?)', [uow.tenantId, userId, skill]);
  }
  return { before, after };
}
