import { notFound } from '../errors.ts';
import { type ArticleId, newId, type TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import { insertPart } from '../tenancy/sql-part.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { authorOf } from '../tickets/author-of.rules.ts';
import type { MessageAuthor } from '../tickets/tickets.types.ts';

/** A vote about an article, in general or as an answer to a ticket. */
export type ArticleVote = { articleId: ArticleId; ticketId: TicketId | null; helpful: boolean };

/**
 * Keeps the vote of whoever acts: one per person, article and ticket, the latest counts. The article's counts follow; its version stays. Throws `not_found`.
 */
export async function giveArticleFeedback(
  uow: TenantUnitOfWork,
  vote: ArticleVote,
): Promise<{ number: string; helpful: number; notHelpful: number }> {
  const author = authorOf(uow);
  const found = await sqlRows(uow, 'select 1 from kb_articles where id = ? for update', [vote.articleId]);
  if (found.length === 0) throw notFound('article', vote.articleId);
  const row = {
    tenant_id: uow.tenantId,
    id: newId<string>(),
    article_id: vote.articleId,
    ticket_id: vote.ticketId,
    given_by: author,
    voter: voterOf(author),
    helpful: vote.helpful,
    given_at: uow.now,
  };
  const { sql, params } = insertPart(
    'kb_feedback',
    row,
    'on conflict (tenant_id, article_id, voter, ticket_id) do update set helpful = excluded.helpful, given_at = excluded.given_at',
  );
  await sqlRun(uow, sql, params);
  const [counts] = await sqlRows<{ number: string; helpful: number; notHelpful: number }>(
    uow,
    `update kb_articles a set helpful = f.helpful, not_helpful = f.not_helpful
     from (select count(*) filter (where helpful)::integer as helpful, count(*) filter (where not helpful)::integer as not_helpful
       from kb_feedback where article_id = ?) as f
     where a.id = ? returning a.number, a.helpful, a.not_helpful as "notHelpful"`,
    [vote.articleId, vote.articleId],
  );
  if (counts === undefined) throw notFound('article', vote.articleId);
  return counts;
}

/** One key per person, so that the same person has one vote. */
function voterOf(author: MessageAuthor): string {
  if (author.kind === 'staff') return `staff:${author.userId}`;
  return author.kind === 'contact' ? `contact:${author.address}` : `system:${author.name}`;
}
