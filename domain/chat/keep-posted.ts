import { type ChatThreadId, newId, type TicketMessageId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { LiveThread } from './find-thread.ts';

/** What we posted in a thread. `part`: which message of a long text, from 0; a file of it has none. */
export type Posted = { ts: string; ticketMessageId: TicketMessageId | null; part: number; reason: 'card' | 'message' | 'file' | 'notice' };

/** Remembers a message of ours in a thread, so that it can be changed later and what people do to it finds its ticket. Once for a message. */
export async function keepPosted(
  uow: TenantUnitOfWork,
  thread: Pick<LiveThread, 'installationId' | 'channelId' | 'rootTs' | 'ticketId'> & { id: ChatThreadId },
  { ts, ticketMessageId, part, reason }: Posted,
): Promise<void> {
  await sqlRun(
    uow,
    `insert into chat_messages (tenant_id, id, installation_id, channel_id, ts, thread_ts, thread_id, direction, ticket_id, ticket_message_id, part, decision, reason, created_at)
     values (?, ?, ?, ?, ?, ?, ?, 'out', ?, ?, ?, 'mirrored', ?, ?) on conflict (tenant_id, installation_id, channel_id, ts) do nothing`,
    [
      ...[uow.tenantId, newId<string>(), thread.installationId, thread.channelId, ts, thread.rootTs, thread.id, thread.ticketId],
      ...[ticketMessageId, part, reason, uow.now],
    ],
  );
}
