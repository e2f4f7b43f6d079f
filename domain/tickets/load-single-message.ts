import { notFound } from '../errors.ts';
import type { TicketId, TicketMessageId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TicketPriority, TicketType } from './tickets.types.ts';
import { isSpamError, nothingPublic } from './unread-ticket.rules.ts';

/** One public message and what its ticket is filed as; nothing else of the ticket. */
export type SingleMessage = {
  ticket: {
    id: TicketId;
    number: string;
    version: number;
    subject: string;
    type: TicketType;
    priority: TicketPriority;
    language: string | null;
  };
  message: { id: TicketMessageId; text: string; ordinal: number };
};

/**
 * The given public message of a ticket, or its first one from outside, or its first. Throws `not_found`, and `conflict` when the ticket is spam or has no public
 * message.
 */
export async function loadSingleMessage(uow: TenantUnitOfWork, id: TicketId, messageId: TicketMessageId | null): Promise<SingleMessage> {
  const [row] = await sqlRows<
    SingleMessage['ticket'] & { isSpam: boolean; messageId: TicketMessageId | null; text: string; ordinal: number }
  >(
    uow,
    `select t.id, t.number, t.version, t.subject, t.type, t.priority, t.language, t.is_spam as "isSpam", m.id as "messageId", m.text,
       (select count(*)::integer from ticket_messages b where b.ticket_id = t.id and (b.created_at, b.id) <= (m.created_at, m.id)) as ordinal
     from tickets t left join lateral (
       select id, text, created_at from ticket_messages
       where ticket_id = t.id and is_public and deleted_at is null and (?::uuid is null or id = ?::uuid)
       order by author->>'kind' in ('staff', 'system'), created_at, id limit 1
     ) m on true where t.id = ?`,
    [messageId, messageId, id],
  );
  if (row === undefined) throw notFound('ticket', id);
  const { isSpam, messageId: found, text, ordinal, ...ticket } = row;
  if (isSpam) throw isSpamError(ticket.number);
  if (found === null) throw nothingPublic(ticket.number);
  return { ticket, message: { id: found, text, ordinal } };
}
