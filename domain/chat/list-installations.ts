import type { InstallationId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ChatPlatform, InstallationState } from './chat.types.ts';

/** A workspace of the tenant as its admins see it. */
export type InstallationLine = {
  id: InstallationId;
  platform: ChatPlatform;
  externalId: string;
  name: string;
  isEnterprise: boolean;
  state: InstallationState;
  installedAt: Date;
  endedAt: Date | null;
  /** Name of the member of staff who connected it. */
  installedBy: string | null;
  /** How many members of staff are linked in it. */
  people: number;
};

type Row = Omit<InstallationLine, 'installedAt' | 'endedAt'> & { installedAt: string | Date; endedAt: string | Date | null };

/** Every workspace that is or was connected, the connected ones first. */
export async function listInstallations(uow: TenantUnitOfWork): Promise<InstallationLine[]> {
  const rows = await sqlRows<Row>(
    uow,
    `select i.id, i.platform, i.external_id as "externalId", i.name, i.is_enterprise as "isEnterprise", i.state, i.installed_at as "installedAt",
       i.ended_at as "endedAt", u.name as "installedBy",
       (select count(*)::integer from chat_people p where p.installation_id = i.id and p.ended_at is null) as people
     from chat_installations i left join staff_users u on u.id = i.installed_by order by (i.state = 'active') desc, i.name, i.id`,
  );
  return rows.map((row) => ({
    ...row,
    installedAt: new Date(row.installedAt),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt),
  }));
}
