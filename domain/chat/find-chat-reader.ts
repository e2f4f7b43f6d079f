import type { InstallationId, StaffUserId } from '../ids.types.ts';
import type { Role } from '../people/permissions.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A member of staff as somebody of a workspace who is written to. */
export type ChatReader = {
  userId: StaffUserId;
  externalId: string;
  role: Role;
  timeZone: string;
  /** Away at the moment. */
  isAbsent: boolean;
};

/** The active member of staff in that workspace; null when they are not linked there any more. */
export async function findChatReader(
  uow: TenantUnitOfWork,
  installationId: InstallationId,
  userId: StaffUserId,
): Promise<ChatReader | null> {
  const [row] = await sqlRows<ChatReader>(
    uow,
    `select u.id as "userId", p.external_id as "externalId", u.role, u.time_zone as "timeZone",
       exists (select 1 from absences b where b.user_id = u.id and b.starts_at <= ? and (b.ends_at is null or b.ends_at > ?)) as "isAbsent"
     from chat_people p join staff_users u on u.id = p.user_id and u.active where p.installation_id = ? and p.user_id = ? and p.ended_at is null`,
    [uow.now, uow.now, installationId, userId],
  );
  return row ?? null;
}
