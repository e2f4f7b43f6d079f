import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ShiftLine } from './on-call.types.ts';

/** One turn on a rota; null when it was taken off. */
export async function findShift(uow: TenantUnitOfWork, id: string): Promise<ShiftLine | null> {
  const [row] = await sqlRows<ShiftLine>(
    uow,
    `select s.id, s.rota, s.user_id as "userId", u.name, s.starts_at as "from", s.ends_at as "until"
     from on_call_shifts s join staff_users u on u.id = s.user_id where s.id = ?`,
    [id],
  );
  return row === undefined ? null : { ...row, from: new Date(row.from), until: new Date(row.until) };
}
