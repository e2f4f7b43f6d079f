import { z } from 'zod';
import { planHandoffs } from '../chat/plan-handoffs.ts';
import { AppError } from '../errors.ts';
import { newId, type StaffUserId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { mayWorkTickets } from './may-work.rules.ts';
import type { Role } from './permissions.rules.ts';

const rotaName = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'must not be empty')
  .max(60, 'must be at most 60 characters long')
  .regex(/^[^\p{Cc}]*$/u, 'must be one line');
const longestDays = 92;

/** A turn to be added. */
export type NewShift = { rota: string; userId: StaffUserId; from: Date; until: Date };

/**
 * Puts somebody on a rota; one who is linked to a chat is handed over to there when the turn begins. Throws `conflict` when it overlaps a turn of the same rota (two at once: one of them), `invalid_input` for an end that is not
 * after the start or more than 92 days later, and for somebody inactive or whose role works no tickets.
 */
export async function addShift(uow: TenantUnitOfWork, wanted: NewShift): Promise<{ id: string; rota: string }> {
  const { rota } = parseInput(z.object({ rota: rotaName }), { rota: wanted.rota });
  const days = (wanted.until.getTime() - wanted.from.getTime()) / 86_400_000;
  if (!(days > 0) || days > longestDays) throw refused(`A turn must end after it begins, and last at most ${longestDays} days.`);
  await assertMayBeOnCall(uow, wanted.userId);
  await sqlRows(uow, 'select pg_advisory_xact_lock(hashtextextended(?, 0)) as locked', [`rota ${uow.tenantId} ${rota}`]);
  const [other] = await sqlRows<{ name: string; from: Date | string; until: Date | string }>(
    uow,
    `select u.name, s.starts_at as "from", s.ends_at as "until" from on_call_shifts s join staff_users u on u.id = s.user_id
     where s.rota = ? and s.starts_at < ? and s.ends_at > ? order by s.starts_at limit 1`,
    [rota, wanted.until, wanted.from],
  );
  if (other !== undefined) throw overlaps(other);
  const id = newId<string>();
  await sqlRun(
    uow,
    'insert into on_call_shifts (tenant_id, id, rota, user_id, starts_at, ends_at, created_at) values (?, ?, ?, ?, ?, ?, ?)',
    [uow.tenantId, id, rota, wanted.userId, wanted.from, wanted.until, uow.now],
  );
  await planHandoffs(uow, wanted.userId);
  return { id, rota };
}

async function assertMayBeOnCall(uow: TenantUnitOfWork, userId: StaffUserId): Promise<void> {
  const [person] = await sqlRows<{ name: string; role: Role; active: boolean }>(
    uow,
    'select name, role, active from staff_users where id = ?',
    [userId],
  );
  if (person?.active === true && mayWorkTickets(person.role)) return;
  throw refused(`${person?.name ?? 'That person'} cannot be on call: not active, or the role does not work on tickets.`);
}

function overlaps(other: { name: string; from: Date | string; until: Date | string }): AppError {
  const at = (instant: Date | string): string => `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return new AppError('conflict', {
    message: 'the shift overlaps another one of its rota',
    userMessage: `Nothing was added: ${other.name} is on call from ${at(other.from)} to ${at(other.until)}. Choose another time or remove that turn first.`,
  });
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'shift refused', userMessage });
}
