import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import { ownLanguage } from '../tenancy/tenant.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from '../tickets/lock-ticket.ts';
import { createArticle } from './create-article.ts';

/**
 * Writes a draft from what staff answered on a ticket: the last three public replies, or the last internal notes when nothing was answered. It is internal and
 * nobody finds it until a person has read and published it, for an answer may name people. Throws `conflict` when staff wrote nothing, `not_found`.
 */
export async function draftArticleFromTicket(
  uow: TenantUnitOfWork,
  ticketId: TicketId,
  wanted: { title?: string } = {},
): Promise<{ number: string; ticket: string }> {
  const ticket = await lockTicket(uow, ticketId);
  const texts = (await textsOf(uow, ticketId, 'reply')) ?? (await textsOf(uow, ticketId, 'note'));
  if (texts === null) throw nothingWritten(ticket.number);
  const article = await createArticle(uow, {
    title: wanted.title ?? ticket.subject.slice(0, 200),
    content: texts.join('\n\n'),
    category: ticket.type.replace('_', ' '),
    ...(ticket.language === null ? {} : { language: ownLanguage(ticket.language) }),
    fromTicketId: ticket.id,
  });
  return { number: article.number, ticket: ticket.number };
}

async function textsOf(uow: TenantUnitOfWork, ticketId: TicketId, kind: 'reply' | 'note'): Promise<string[] | null> {
  const rows = await sqlRows<{ text: string }>(
    uow,
    `select text from ticket_messages where ticket_id = ? and kind = ? and author->>'kind' = 'staff' and btrim(text) <> ''
     order by created_at desc, id desc limit 3`,
    [ticketId, kind],
  );
  return rows.length === 0 ? null : rows.reverse().map((row) => row.text.trim());
}

function nothingWritten(ticket: string): AppError {
  return new AppError('conflict', {
    message: 'no staff text on the ticket',
    userMessage: `Nobody of staff has written on ${ticket} yet, so there is nothing to make an article of. Write it yourself: kb new "Title" : text`,
    details: { ticket },
  });
}
