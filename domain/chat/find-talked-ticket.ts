import type { InstallationId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Number of the ticket that our last answer in this thread of a conversation was about; null when none was about one. */
export async function findTalkedTicket(
  uow: TenantUnitOfWork,
  installationId: InstallationId,
  channelId: string,
  threadTs: string,
): Promise<string | null> {
  const [row] = await sqlRows<{ number: string }>(
    uow,
    `select t.number from chat_messages m join tickets t on t.id = m.ticket_id
     where m.installation_id = ? and m.channel_id = ? and m.thread_ts = ? and m.direction = 'out' order by m.created_at desc, m.id desc limit 1`,
    [installationId, channelId, threadTs],
  );
  return row?.number ?? null;
}
