import { AppError, notFound } from '../errors.ts';
import { newId, type StaffUserId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { endAbsence } from './end-absence.ts';
import { mayWorkTickets } from './may-work.rules.ts';
import type { Role } from './permissions.rules.ts';

/** An absence to be recorded; `from` null is now, `until` null until they say they are back. */
export type NewAbsence = { userId: StaffUserId; from: Date | null; until: Date | null; standInId: StaffUserId | null; note: string };

const longestNote = 200;

/**
 * Records that somebody is, or will be, away. Away from now takes the place of an absence that lasts; any other overlap throws `conflict`. Throws
 * `invalid_input` for an end that is not after the start, or over already, and for a stand-in who is the same person, inactive, or works no tickets.
 */
export async function recordAbsence(uow: TenantUnitOfWork, wanted: NewAbsence): Promise<{ id: string; replaced: boolean }> {
  const from = wanted.from ?? uow.now;
  if (wanted.until !== null && (wanted.until <= from || wanted.until <= uow.now))
    throw refused('An absence must end after it begins, and not in the past.');
  if (wanted.note.length > longestNote) throw refused(`The note of an absence may have at most ${longestNote} characters.`);
  const people = await sqlRows(uow, 'select 1 from staff_users where id = ? and active for no key update', [wanted.userId]);
  if (people.length === 0) throw notFound('active member of staff', wanted.userId);
  if (wanted.standInId !== null) await assertStandIn(uow, wanted.userId, wanted.standInId);
  const replaced = from <= uow.now ? await endAbsence(uow, wanted.userId) : false;
  await assertFree(uow, wanted.userId, from, wanted.until);
  const id = newId<string>();
  await sqlRun(
    uow,
    'insert into absences (tenant_id, id, user_id, starts_at, ends_at, stand_in_id, note, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)',
    [uow.tenantId, id, wanted.userId, from, wanted.until, wanted.standInId, wanted.note.trim(), uow.now],
  );
  return { id, replaced };
}

async function assertStandIn(uow: TenantUnitOfWork, userId: StaffUserId, standInId: StaffUserId): Promise<void> {
  if (standInId === userId) throw refused('Nobody can stand in for themselves. Name somebody else.');
  const [person] = await sqlRows<{ name: string; role: Role; active: boolean }>(
    uow,
    'select name, role, active from staff_users where id = ?',
    [standInId],
  );
  if (person === undefined) throw notFound('member of staff', standInId);
  if (!person.active || !mayWorkTickets(person.role))
    throw refused(
      `${person.name} cannot stand in: ${person.active ? `the role ${person.role} does not work on tickets` : 'not active any more'}.`,
    );
}

async function assertFree(uow: TenantUnitOfWork, userId: StaffUserId, from: Date, until: Date | null): Promise<void> {
  const [other] = await sqlRows<{ from: Date | string; until: Date | string | null }>(
    uow,
    `select starts_at as "from", ends_at as "until" from absences
     where user_id = ? and (ends_at is null or ends_at > ?) and (?::timestamptz is null or starts_at < ?::timestamptz) order by starts_at limit 1`,
    [userId, from, until, until],
  );
  if (other === undefined) return;
  const day = (at: Date | string): string => new Date(at).toISOString().slice(0, 10);
  throw new AppError('conflict', {
    message: 'the absence overlaps another one',
    userMessage: `Nothing was recorded: there is an absence from ${day(other.from)} ${other.until === null ? 'without an end' : `to ${day(other.until)}`} in that time. Remove it first: away list`,
  });
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'absence refused', userMessage });
}
