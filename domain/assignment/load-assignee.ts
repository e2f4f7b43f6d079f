import { AppError, notFound } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import { mayWorkTickets } from '../people/may-work.rules.ts';
import type { Role } from '../people/permissions.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Away } from './assignment.types.ts';

/** Somebody a ticket may be given to. `away` is set while they are absent. */
export type Assignee = { id: StaffUserId; name: string; away: Away | null };
type Row = {
  id: StaffUserId;
  name: string;
  role: Role;
  active: boolean;
  isAway: boolean;
  until: Date | string | null;
  standInId: StaffUserId | null;
  standInName: string | null;
};

/** The person as an assignee. Throws `not_found`, and `invalid_input` for somebody who is not active or whose role works no tickets. */
export async function loadAssignee(uow: TenantUnitOfWork, id: StaffUserId): Promise<Assignee> {
  const [person] = await sqlRows<Row>(
    uow,
    `select u.id, u.name, u.role, u.active, a.id is not null as "isAway", a.ends_at as "until", s.id as "standInId", s.name as "standInName"
     from staff_users u
     left join lateral (select * from absences x where x.user_id = u.id and x.starts_at <= ? and (x.ends_at is null or x.ends_at > ?)
       order by x.starts_at desc limit 1) a on true
     left join staff_users s on s.id = a.stand_in_id and s.active
     where u.id = ?`,
    [uow.now, uow.now, id],
  );
  if (person === undefined) throw notFound('member of staff', id);
  if (!person.active)
    throw refused('assignee is not active', `${person.name} is not active any more, so nothing was assigned. Choose somebody else.`);
  if (!mayWorkTickets(person.role))
    throw refused(
      `role ${person.role} works no tickets`,
      `${person.name} has the role ${person.role}, which does not work on tickets, so nothing was assigned. Choose somebody else.`,
    );
  const { name, isAway, until, standInId, standInName } = person;
  const standIn = standInId === null ? null : { id: standInId, name: standInName ?? '' };
  return { id, name, away: isAway ? { until: until === null ? null : new Date(until), standIn } : null };
}

function refused(message: string, userMessage: string): AppError {
  return new AppError('invalid_input', { message, userMessage });
}
