import type { ArticleId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MessageAuthor } from '../tickets/tickets.types.ts';
import type { ArticleLinkKind, ArticleStatus, ArticleVisibility } from './knowledge.types.ts';

/** An article on a ticket: what it has to do with it, since when and by whom. */
export type TicketArticle = {
  id: ArticleId;
  number: string;
  title: string;
  status: ArticleStatus;
  visibility: ArticleVisibility;
  kind: ArticleLinkKind;
  relevance: number;
  linkedBy: MessageAuthor;
  linkedAt: Date;
};

/** The articles of a ticket: what solved it first, then by age of the link. */
export async function listTicketArticles(uow: TenantUnitOfWork, ticketId: TicketId): Promise<TicketArticle[]> {
  const rows = await sqlRows<TicketArticle>(
    uow,
    `select a.id, a.number, a.title, a.status, a.visibility, l.kind, l.relevance, l.linked_by as "linkedBy", l.linked_at as "linkedAt"
     from kb_ticket_links l join kb_articles a on a.id = l.article_id where l.ticket_id = ?
     order by array_position(array['resolved', 'linked', 'suggested'], l.kind), l.linked_at, a.number limit 50`,
    [ticketId],
  );
  return rows.map((row) => ({ ...row, linkedAt: new Date(row.linkedAt) }));
}
