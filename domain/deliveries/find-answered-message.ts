import type { TicketId, TicketMessageId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MessageAuthor } from '../tickets/tickets.types.ts';

/** A message of a ticket as far as an answer needs it. */
export type AnsweredMessage = {
  id: TicketMessageId;
  author: MessageAuthor;
  text: string;
  isVerified: boolean;
  recipients: MailAddress[];
  /** Where its writer wants answers; empty: at their own address. */
  replyTo: MailAddress[];
  mailMessageId: string | null;
  createdAt: Date;
};

const columns = `id, author, text, is_verified as "isVerified", recipients, reply_to as "replyTo", mail_message_id as "mailMessageId", created_at as "createdAt"`;

/** The message with that id, or the customer's last public one of the ticket; null when there is none. Internal messages are never answered. */
export async function findAnsweredMessage(
  uow: TenantUnitOfWork,
  ticketId: TicketId,
  id: string | null = null,
): Promise<AnsweredMessage | null> {
  const [row] = await sqlRows<AnsweredMessage>(
    uow,
    `select ${columns} from ticket_messages where ticket_id = ? and is_public and ${id === null ? "author->>'kind' = 'contact'" : 'id = ?'}
     order by created_at desc, id desc limit 1`,
    [ticketId, ...(id === null ? [] : [id])],
  );
  return row === undefined ? null : { ...row, createdAt: new Date(row.createdAt) };
}
