import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ChatMessageKey } from './chat-message.types.ts';
import { findThreadTicket } from './find-thread-ticket.ts';

/** The ticket that a message of a chat is about: that its thread is about, that it was written down on, or whose card it is. `rootTs`: of its thread. */
export async function findTicketOfMessage(
  uow: TenantUnitOfWork,
  key: ChatMessageKey,
): Promise<{ id: TicketId; number: string; rootTs: string | null } | null> {
  const thread = await findThreadTicket(uow, key.installationId, key.channelId, key.ts);
  if (thread !== null) return { id: thread.id, number: thread.number, rootTs: key.ts };
  const [row] = await sqlRows<{ id: TicketId; number: string; rootTs: string | null }>(
    uow,
    `select t.id, t.number, c.thread_ts as "rootTs" from chat_messages c join tickets t on t.id = c.ticket_id
     where c.installation_id = ? and c.channel_id = ? and c.ts = ? and c.deleted_at is null`,
    [key.installationId, key.channelId, key.ts],
  );
  return row ?? null;
}
