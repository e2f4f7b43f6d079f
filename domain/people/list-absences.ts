import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { AbsenceLine } from './absence.types.ts';

type Row = Omit<AbsenceLine, 'from' | 'until' | 'standIn'> & {
  from: Date | string;
  until: Date | string | null;
  standInId: StaffUserId | null;
  standInName: string | null;
};

/** Absences of active staff that are not over at the unit's instant, soonest first; of one person when `userId` is given. At most 100. */
export async function listAbsences(uow: TenantUnitOfWork, userId: StaffUserId | null = null): Promise<AbsenceLine[]> {
  const rows = await sqlRows<Row>(
    uow,
    `select a.id, a.user_id as "userId", u.name, a.starts_at as "from", a.ends_at as "until", a.stand_in_id as "standInId", s.name as "standInName", a.note
     from absences a join staff_users u on u.id = a.user_id left join staff_users s on s.id = a.stand_in_id
     where u.active and (a.ends_at is null or a.ends_at > ?) and (?::uuid is null or a.user_id = ?::uuid)
     order by a.starts_at, lower(u.name), a.id limit 100`,
    [uow.now, userId, userId],
  );
  return rows.map(({ standInId, standInName, ...row }) => ({
    ...row,
    from: new Date(row.from),
    until: row.until === null ? null : new Date(row.until),
    standIn: standInId === null ? null : { id: standInId, name: standInName ?? '' },
  }));
}
