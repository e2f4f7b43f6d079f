import { localDate } from '../../domain/calendars/local-date.rules.ts';
import { dayAfter, localInstant, mondayOf } from '../../domain/calendars/local-day.rules.ts';
import type { StaffUserId } from '../../domain/ids.types.ts';
import { addShift } from '../../domain/people/add-shift.ts';
import { addTeam } from '../../domain/people/add-team.ts';
import { joinTeam } from '../../domain/people/join-team.ts';
import { mainRota } from '../../domain/people/on-call.types.ts';
import { setSkills } from '../../domain/people/set-skills.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import type { DemoCompany } from './demo-data.ts';

const weeksOnCall = 8;
const handOver = '09:00';

/** The demo's teams, who knows what, and who is on call for eight weeks from this Monday on. There are no rules: new tickets wait for somebody. */
export async function seedTeams(
  uow: TenantUnitOfWork,
  { tenant, teams, skills, rota }: DemoCompany,
  staff: readonly { id: StaffUserId; email: string }[],
): Promise<void> {
  const idOf = (short: string): StaffUserId => {
    const found = staff.find((person) => person.email.startsWith(`${short}@`));
    if (found === undefined) throw new Error(`the demo has no ${short}`);
    return found.id;
  };
  for (const team of teams) {
    const { id } = await addTeam(uow, team.name, team.strategy);
    for (const member of team.members) await joinTeam(uow, id, idOf(member));
  }
  for (const [person, known] of Object.entries(skills)) await setSkills(uow, idOf(person), known);
  const monday = mondayOf(localDate(uow.now, tenant.timeZone));
  const starts = Array.from({ length: weeksOnCall + 1 }, (_week, index) =>
    localInstant(dayAfter(monday, index * 7), handOver, tenant.timeZone),
  );
  for (const [index, from] of starts.slice(0, -1).entries()) {
    const until = starts[index + 1];
    const person = rota[index % rota.length];
    if (until !== undefined && person !== undefined) await addShift(uow, { rota: mainRota, userId: idOf(person), from, until });
  }
}
