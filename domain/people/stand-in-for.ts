import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** How many stand-ins are followed; a ring ends there too. */
const deepest = 3;

/**
 * Who gets the notices of a person at that instant: themselves while they are here, else their stand-in, or the stand-in's when that one is away too
 * (at most three steps, never in a ring). Where the chain ends with nobody present, it is the person asked for: their notices wait for them.
 */
export async function standInFor(uow: TenantUnitOfWork, userId: StaffUserId, at: Date): Promise<StaffUserId> {
  let current = userId;
  for (let step = 0; step <= deepest; step += 1) {
    const [away] = await sqlRows<{ standInId: StaffUserId | null }>(
      uow,
      `select case when s.active then a.stand_in_id end as "standInId" from absences a left join staff_users s on s.id = a.stand_in_id
       where a.user_id = ? and a.starts_at <= ? and (a.ends_at is null or a.ends_at > ?) order by a.starts_at desc limit 1`,
      [current, at, at],
    );
    if (away === undefined) return current;
    if (away.standInId === null) return userId;
    current = away.standInId;
  }
  return userId;
}
