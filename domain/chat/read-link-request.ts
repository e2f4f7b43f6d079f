import type { InstallationId, StaffUserId } from '../ids.types.ts';
import { isToken, tokenHash } from '../people/sign-in.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Who asks to be linked, as the page shows it before the member of staff says yes. `linkedAs` and `linkedTo` would end. */
export type LinkRequest = {
  installationId: InstallationId;
  externalId: string;
  externalTeamId: string;
  name: string;
  workspace: string;
  /** The person of the workspace the member of staff is linked to now, when it is another. */
  linkedAs: string | null;
  /** The member of staff the person is linked to now, when it is another. */
  linkedTo: string | null;
};

/** What a link from a workspace asks of this member of staff, or null when it is used, too old, or not of this company. Changes nothing. */
export async function readLinkRequest(uow: TenantUnitOfWork, token: string, userId: StaffUserId): Promise<LinkRequest | null> {
  if (!isToken(token)) return null;
  const [row] = await sqlRows<LinkRequest>(
    uow,
    `select r.installation_id as "installationId", r.external_id as "externalId", r.external_team_id as "externalTeamId", r.name, i.name as workspace,
       (select p.name from chat_people p where p.installation_id = r.installation_id and p.user_id = ? and p.external_id <> r.external_id
          and p.ended_at is null) as "linkedAs",
       (select u.name from chat_people p join staff_users u on u.id = p.user_id where p.installation_id = r.installation_id
          and p.external_id = r.external_id and p.user_id <> ? and p.ended_at is null) as "linkedTo"
     from chat_link_requests r join chat_installations i on i.id = r.installation_id and i.state = 'active'
     where r.token_hash = ? and r.used_at is null and r.expires_at > ?`,
    [userId, userId, tokenHash(token), uow.now],
  );
  return row ?? null;
}
