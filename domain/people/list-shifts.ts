import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ShiftLine } from './on-call.types.ts';

/** Turns that are not over at the unit's instant, by rota and time; of one rota when it is given. At most `limit`. */
export async function listShifts(uow: TenantUnitOfWork, rota: string | null, limit = 30): Promise<ShiftLine[]> {
  const rows = await sqlRows<ShiftLine>(
    uow,
    `select s.id, s.rota, s.user_id as "userId", u.name, s.starts_at as "from", s.ends_at as "until"
     from on_call_shifts s join staff_users u on u.id = s.user_id
     where s.ends_at > ? and (?::text is null or s.rota = lower(?::text)) order by s.rota, s.starts_at limit ?`,
    [uow.now, rota, rota, limit],
  );
  return rows.map((row) => ({ ...row, from: new Date(row.from), until: new Date(row.until) }));
}
