import { AppError } from '../errors.ts';
import type { ArticleId, TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import { insertPart } from '../tenancy/sql-part.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { authorOf } from '../tickets/author-of.rules.ts';
import { lockTicket } from '../tickets/lock-ticket.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { wakeTicket } from '../tickets/wake-ticket.ts';
import { findArticleHead } from './find-article-head.ts';
import { giveArticleFeedback } from './give-article-feedback.ts';
import { type ArticleLinkKind, articleLinkKinds } from './knowledge.types.ts';

/** `relevance` 0–100, as retrieval found it; 100 when a person chose the article by itself. */
export type WantedLink = { ticketId: TicketId; articleId: ArticleId; kind: ArticleLinkKind; relevance: number };

/** `changed` is false when the ticket had that link, or a stronger one, already. */
export type LinkedArticle = { number: string; article: string; title: string; kind: ArticleLinkKind; changed: boolean };

/**
 * Links an article to a ticket and logs it there. A stronger kind replaces a weaker one (suggested, linked, resolved), never the other way round. `resolved` also
 * counts as a helpful vote of whoever says it. Like a note it adds to the ticket and overwrites nothing, so the ticket's version stays. Throws `conflict` for a
 * draft, `not_found`.
 */
export async function linkArticle(uow: TenantUnitOfWork, wanted: WantedLink): Promise<LinkedArticle> {
  const ticket = await lockTicket(uow, wanted.ticketId);
  const article = await findArticleHead(uow, wanted.articleId);
  if (article.status === 'draft') throw isDraft(article.number);
  const [present] = await sqlRows<{ kind: ArticleLinkKind }>(
    uow,
    'select kind from kb_ticket_links where ticket_id = ? and article_id = ?',
    [ticket.id, article.id],
  );
  const done = { number: ticket.number, article: article.number, title: article.title };
  if (present !== undefined && rank(present.kind) >= rank(wanted.kind)) return { ...done, kind: present.kind, changed: false };
  await saveLink(uow, wanted);
  if (wanted.kind === 'resolved') await giveArticleFeedback(uow, { articleId: article.id, ticketId: ticket.id, helpful: true });
  await recordEvent(uow, ticket.id, 'article_linked', { number: article.number, kind: wanted.kind, relevance: wanted.relevance });
  await sqlRun(uow, 'update tickets set updated_at = ? where id = ?', [uow.now, ticket.id]);
  await wakeTicket(uow, ticket.id);
  return { ...done, kind: wanted.kind, changed: true };
}

const rank = (kind: ArticleLinkKind): number => articleLinkKinds.indexOf(kind);

async function saveLink(uow: TenantUnitOfWork, { ticketId, articleId, kind, relevance }: WantedLink): Promise<void> {
  const row = {
    tenant_id: uow.tenantId,
    ticket_id: ticketId,
    article_id: articleId,
    kind,
    relevance,
    linked_by: authorOf(uow),
    linked_at: uow.now,
  };
  const { sql, params } = insertPart(
    'kb_ticket_links',
    row,
    'on conflict (tenant_id, ticket_id, article_id) do update set kind = excluded.kind, relevance = excluded.relevance, linked_by = excluded.linked_by, linked_at = excluded.linked_at',
  );
  await sqlRun(uow, sql, params);
}

function isDraft(number: string): AppError {
  return new AppError('conflict', {
    message: 'a draft is not linked',
    userMessage: `${number} is a draft, so it was not linked. Publish it first: kb publish ${number}`,
    details: { article: number },
  });
}
