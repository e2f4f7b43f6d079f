import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** The Message-IDs of the newest public mails of a ticket, oldest first. */
export async function publicMailIds(uow: TenantUnitOfWork, ticketId: TicketId): Promise<string[]> {
  const rows = await sqlRows<{ mailId: string }>(
    uow,
    'select mail_message_id as "mailId" from ticket_messages where ticket_id = ? and is_public and mail_message_id is not null order by created_at desc, id desc limit 50',
    [ticketId],
  );
  return rows.map((row) => row.mailId).reverse();
}
