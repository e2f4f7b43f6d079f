import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { mainRota } from './on-call.types.ts';
import { standInFor } from './stand-in-for.ts';

/** Who is on call; `insteadOf` is whose turn it is when somebody stands in for them. */
export type OnCall = { userId: StaffUserId; name: string; rota: string; until: Date; insteadOf: string | null };

/**
 * Who is on call at that instant: by the named rota, else by “support”, else by the first rota that has somebody. One who is away is replaced by their
 * stand-in. Null when nobody active has a turn.
 */
export async function onCallNow(uow: TenantUnitOfWork, at: Date, rota: string | null = null): Promise<OnCall | null> {
  const [turn] = await sqlRows<{ userId: StaffUserId; name: string; rota: string; until: Date | string }>(
    uow,
    `select s.user_id as "userId", u.name, s.rota, s.ends_at as "until" from on_call_shifts s join staff_users u on u.id = s.user_id
     where u.active and s.starts_at <= ? and s.ends_at > ? and (?::text is null or s.rota = lower(?::text)) order by s.rota <> ?, s.rota limit 1`,
    [at, at, rota, rota, mainRota],
  );
  if (turn === undefined) return null;
  const until = new Date(turn.until);
  const present = await standInFor(uow, turn.userId, at);
  if (present === turn.userId) return { ...turn, until, insteadOf: null };
  const [person] = await sqlRows<{ name: string }>(uow, 'select name from staff_users where id = ?', [present]);
  return { userId: present, name: person?.name ?? turn.name, rota: turn.rota, until, insteadOf: turn.name };
}
