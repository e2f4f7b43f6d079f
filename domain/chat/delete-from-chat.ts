import { newId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { deleteNote } from '../tickets/delete-note.ts';
import type { ChatMessageKey } from './chat-message.types.ts';
import { findChatMessage } from './find-chat-message.ts';

/** `kept`: the deletion of a message that has not come: it will find its place taken. */
export type ChatDeletion = 'deleted' | 'kept' | 'nothing';

/**
 * Takes what was deleted in a chat off its ticket. When the message has not come yet its place is taken, so that it is never written. What we posted ourselves
 * may be removed there by anybody who may; the ticket keeps it.
 */
export async function deleteFromChat(uow: TenantUnitOfWork, key: ChatMessageKey): Promise<ChatDeletion> {
  const known = (await findChatMessage(uow, key, 'hold')) ?? null;
  if (known === null) return keepPlace(uow, key);
  if (known.deletedAt !== null || known.direction === 'out') return 'nothing';
  await sqlRun(uow, 'update chat_messages set deleted_at = ? where id = ?', [uow.now, known.id]);
  if (known.ticketMessageId === null) return 'nothing';
  return (await deleteNote(uow, known.ticketMessageId, 'any')).deleted ? 'deleted' : 'nothing';
}

async function keepPlace(uow: TenantUnitOfWork, key: ChatMessageKey): Promise<ChatDeletion> {
  const inserted = await sqlRun(
    uow,
    `insert into chat_messages (tenant_id, id, installation_id, channel_id, ts, direction, deleted_at, decision, reason, created_at)
     values (?, ?, ?, ?, ?, 'in', ?, 'skipped', 'It was deleted before it was looked at.', ?) on conflict (tenant_id, installation_id, channel_id, ts) do nothing`,
    [uow.tenantId, newId<string>(), key.installationId, key.channelId, key.ts, uow.now, uow.now],
  );
  return inserted > 0 ? 'kept' : deleteFromChat(uow, key);
}
