import type { ChatThreadId, InstallationId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** The ticket that a thread is about. `threadId` null: the thread of a message that joined a ticket whose own thread is another. */
export type ThreadTicket = { id: TicketId; number: string; subject: string; threadId: ChatThreadId | null };

/**
 * The ticket of a thread, by the ts of its first message: of the thread that is bound to it, else of the message that was captured. Of a merged ticket the one
 * that took it over. Null when the thread is no ticket's.
 */
export async function findThreadTicket(
  uow: TenantUnitOfWork,
  installationId: InstallationId,
  channelId: string,
  threadTs: string,
): Promise<ThreadTicket | null> {
  const [row] = await sqlRows<ThreadTicket>(
    uow,
    `with recursive found as (
       select ticket_id, id as thread_id, 0 as rank from chat_threads
         where installation_id = ? and channel_id = ? and root_ts = ? and ended_at is null
       union all select ticket_id, null::uuid, 1 from chat_messages
         where installation_id = ? and channel_id = ? and ts = ? and ticket_id is not null and decision in ('opened', 'joined') and deleted_at is null
     ), first as (select ticket_id, thread_id from found order by rank limit 1),
     chain as (
       select t.id, t.number, t.subject, t.merged_into_id, f.thread_id, 0 as depth from first f join tickets t on t.id = f.ticket_id
       union all select t.id, t.number, t.subject, t.merged_into_id, c.thread_id, c.depth + 1 from chain c join tickets t on t.id = c.merged_into_id
         where c.depth < 50
     ) select id, number, subject, thread_id as "threadId" from chain order by depth desc limit 1`,
    [installationId, channelId, threadTs, installationId, channelId, threadTs],
  );
  return row ?? null;
}
