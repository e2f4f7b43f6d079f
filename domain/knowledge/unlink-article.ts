import type { ArticleId, TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from '../tickets/lock-ticket.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { wakeTicket } from '../tickets/wake-ticket.ts';
import { findArticleHead } from './find-article-head.ts';

/** Takes an article off a ticket and logs it there; votes stay. Returns false when it was not linked. Throws `not_found`. */
export async function unlinkArticle(uow: TenantUnitOfWork, ticketId: TicketId, articleId: ArticleId): Promise<boolean> {
  const ticket = await lockTicket(uow, ticketId);
  const article = await findArticleHead(uow, articleId);
  const gone = await sqlRun(uow, 'delete from kb_ticket_links where ticket_id = ? and article_id = ?', [ticket.id, article.id]);
  if (gone === 0) return false;
  await recordEvent(uow, ticket.id, 'article_unlinked', { number: article.number });
  await sqlRun(uow, 'update tickets set updated_at = ? where id = ?', [uow.now, ticket.id]);
  await wakeTicket(uow, ticket.id);
  return true;
}
