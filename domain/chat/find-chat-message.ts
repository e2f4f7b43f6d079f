import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ChatMessageKey, KnownChatMessage } from './chat-message.types.ts';

/** What we know of a message of a chat, or null. With `hold` nobody else changes it until the unit ends. */
export async function findChatMessage(
  uow: TenantUnitOfWork,
  key: ChatMessageKey,
  hold: 'hold' | 'look' = 'look',
): Promise<KnownChatMessage | null> {
  const [row] = await sqlRows<KnownChatMessage>(
    uow,
    `select id, thread_ts as "threadTs", thread_id as "threadId", direction, author_external_id as "authorExternalId", ticket_id as "ticketId",
       ticket_message_id as "ticketMessageId", edited_ts as "editedTs", deleted_at as "deletedAt", decision, reason
     from chat_messages where installation_id = ? and channel_id = ? and ts = ? ${hold === 'hold' ? 'for update' : ''}`,
    [key.installationId, key.channelId, key.ts],
  );
  if (row === undefined) return null;
  return { ...row, deletedAt: row.deletedAt === null ? null : new Date(row.deletedAt) };
}
