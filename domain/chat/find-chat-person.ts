import type { InstallationId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ChatPerson } from './chat.types.ts';

/** Columns of `chat_people p` joined with `staff_users u` as a `ChatPerson`. */
export const chatPersonColumns = `p.installation_id as "installationId", p.external_id as "externalId", p.external_team_id as "externalTeamId", p.user_id as "userId",
  u.name, coalesce(p.time_zone, u.time_zone) as "timeZone"`;

/** The active member of staff that this person of the workspace has proved to be, or null. An equal mail address is no proof. */
export async function findChatPerson(
  uow: TenantUnitOfWork,
  installationId: InstallationId,
  externalId: string,
): Promise<ChatPerson | null> {
  const [row] = await sqlRows<ChatPerson>(
    uow,
    `select ${chatPersonColumns} from chat_people p join staff_users u on u.id = p.user_id and u.active
     where p.installation_id = ? and p.external_id = ? and p.ended_at is null`,
    [installationId, externalId],
  );
  return row ?? null;
}
