import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ThreadHeaders } from './find-thread.ts';

/** The headers that put a mail of ours behind the newest public mails of the ticket (RFC 5322 3.6.4). */
export async function publicThread(uow: TenantUnitOfWork, ticketId: TicketId): Promise<ThreadHeaders> {
  const rows = await sqlRows<{ id: string }>(
    uow,
    'select mail_message_id as id from ticket_messages where ticket_id = ? and is_public and mail_message_id is not null order by created_at desc, id desc limit 20',
    [ticketId],
  );
  return { inReplyTo: rows[0]?.id ?? null, references: rows.map((row) => row.id).reverse() };
}
