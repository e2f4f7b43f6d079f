import type { ChatChannelId, CustomerId, InstallationId, TeamId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** What a channel of a connected workspace is used for. */
export type ChannelLine = {
  id: ChatChannelId;
  installationId: InstallationId;
  workspace: string;
  externalId: string;
  name: string;
  isShared: boolean;
  feed: boolean;
  alerts: boolean;
  capture: boolean;
  captureMinutes: number;
  optOut: string;
  reactions: boolean;
  teamId: TeamId | null;
  team: string | null;
  customerId: CustomerId | null;
  customer: string | null;
};

/** Which channels: all that are known, or those with that id or name; of one workspace when it is given. */
export type ChannelWish = { named?: string; installationId?: InstallationId };

const mostLines = 200;

/** Known channels of connected workspaces, used ones first. A channel that is not known is used for nothing. */
export async function listChannels(uow: TenantUnitOfWork, { named, installationId }: ChannelWish = {}): Promise<ChannelLine[]> {
  return sqlRows<ChannelLine>(
    uow,
    `select c.id, c.installation_id as "installationId", i.name as workspace, c.external_id as "externalId", c.name, c.is_shared as "isShared", c.feed, c.alerts,
       c.capture, c.capture_minutes::integer as "captureMinutes", c.opt_out as "optOut", c.reactions, c.team_id as "teamId", t.name as team,
       c.customer_id as "customerId", k.name as customer
     from chat_channels c join chat_installations i on i.id = c.installation_id and i.state = 'active'
     left join teams t on t.id = c.team_id left join customers k on k.id = c.customer_id
     where (?::text is null or c.external_id = ? or lower(c.name) = lower(?)) and (?::uuid is null or c.installation_id = ?::uuid)
     order by not (c.feed or c.alerts or c.capture or c.reactions), i.name, c.name, c.external_id limit ${mostLines}`,
    [named ?? null, named ?? null, named ?? null, installationId ?? null, installationId ?? null],
  );
}
