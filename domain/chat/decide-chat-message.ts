import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ChatDecision, ChatMessageKey } from './chat-message.types.ts';

/** Writes down what a claimed message became and why. */
export async function decideChatMessage(uow: TenantUnitOfWork, key: ChatMessageKey, decided: ChatDecision): Promise<void> {
  await sqlRun(
    uow,
    `update chat_messages set decision = ?, reason = ?, thread_id = ?, ticket_id = ?, ticket_message_id = ?
     where installation_id = ? and channel_id = ? and ts = ?`,
    [
      decided.decision,
      decided.reason,
      decided.threadId ?? null,
      decided.ticketId ?? null,
      decided.ticketMessageId ?? null,
      key.installationId,
      key.channelId,
      key.ts,
    ],
  );
}
