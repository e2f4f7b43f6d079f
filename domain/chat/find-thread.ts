import type { ChatThreadId, InstallationId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A live thread of a ticket. `isShared`: people of other companies read it. */
export type LiveThread = {
  id: ChatThreadId;
  installationId: InstallationId;
  channelId: string;
  rootTs: string | null;
  cardTs: string | null;
  ticketId: TicketId;
  isShared: boolean;
};

/** The thread while it lives, else null. */
export async function findThread(uow: TenantUnitOfWork, id: ChatThreadId | null): Promise<LiveThread | null> {
  if (id === null) return null;
  const [row] = await sqlRows<LiveThread>(
    uow,
    `select h.id, h.installation_id as "installationId", h.channel_id as "channelId", h.root_ts as "rootTs", h.card_ts as "cardTs",
       h.ticket_id as "ticketId", coalesce(c.is_shared, false) as "isShared"
     from chat_threads h left join chat_channels c on c.installation_id = h.installation_id and c.external_id = h.channel_id
     where h.id = ? and h.ended_at is null`,
    [id],
  );
  return row ?? null;
}
