import type { ChatThreadId, TicketMessageId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** The messages of ours that show a ticket's message in a thread and still stand there: its text in parts, then its files. */
export async function listPosted(
  uow: TenantUnitOfWork,
  threadId: ChatThreadId,
  messageId: TicketMessageId,
): Promise<{ ts: string; part: number; reason: string }[]> {
  return sqlRows(
    uow,
    `select ts, part, reason from chat_messages where thread_id = ? and ticket_message_id = ? and direction = 'out' and deleted_at is null
     order by reason = 'file', part, ts`,
    [threadId, messageId],
  );
}
