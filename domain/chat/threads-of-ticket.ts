import type { ChatThreadId, InstallationId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { permalink } from './permalink.rules.ts';

/** Where a ticket is talked about. `link` is null when the workspace has no known address or the thread has not begun. */
export type ThreadOfTicket = {
  id: ChatThreadId;
  installationId: InstallationId;
  workspace: string;
  channelId: string;
  channel: string;
  rootTs: string | null;
  link: string | null;
};

type Row = Omit<ThreadOfTicket, 'link'> & { url: string | null };

/** The live threads of a ticket in connected workspaces, oldest first. */
export async function threadsOfTicket(uow: TenantUnitOfWork, ticketId: TicketId): Promise<ThreadOfTicket[]> {
  const rows = await sqlRows<Row>(
    uow,
    `select h.id, h.installation_id as "installationId", i.name as workspace, i.url, h.channel_id as "channelId", coalesce(c.name, '') as channel,
       h.root_ts as "rootTs"
     from chat_threads h join chat_installations i on i.id = h.installation_id and i.state = 'active'
       left join chat_channels c on c.installation_id = h.installation_id and c.external_id = h.channel_id
     where h.ticket_id = ? and h.ended_at is null order by h.created_at, h.id limit 20`,
    [ticketId],
  );
  return rows.map(({ url, ...row }) => ({ ...row, link: row.rootTs === null ? null : permalink(url, row.channelId, row.rootTs) }));
}
